//! A report as councils write them: sentences, a table of measures, a wide one, a chart. All of it is invented.

use chrono::NaiveDate;
use domain::report::document::{Block, Column, Document, Fact, Picture, Run, Section, Table, TableCell, Text};

/// A day that is there.
pub(crate) fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

/// A report of these sections.
pub(crate) fn of(sections: Vec<Section>) -> Document {
    Document {
        title: "Council Plan 2023–27: quarter 2 of 2026/27".to_owned(),
        subtitle: "How the council’s measures stand, for Cabinet and for anyone who wants to know".to_owned(),
        council: "Calder Vale Council".to_owned(),
        language: "en-GB".to_owned(),
        number: Some(12),
        dated: day(2026, 11, 6),
        release: 31,
        published: day(2026, 10, 30),
        address: Some("/reports/12".to_owned()),
        licence: "Open Government Licence v3.0. Contains National Statistics data © Crown copyright and database right 2026.".to_owned(),
        illustrative: true,
        sections,
    }
}

pub(crate) fn section(key: &str, heading: &str, blocks: Vec<Block>) -> Section {
    Section { key: key.to_owned(), heading: heading.to_owned(), blocks }
}

pub(crate) fn paragraph(text: &str) -> Block {
    Block::Paragraph(Text::plain(text))
}

/// A figure that a sentence rests on.
pub(crate) fn fact(at: usize, value: &str) -> Fact {
    let (measure, title) = MEASURES[at % MEASURES.len()];
    Fact {
        measure: measure.to_owned(),
        title: title.to_owned(),
        area: "E08000099".to_owned(),
        area_name: "Calder Vale".to_owned(),
        group: "Everyone".to_owned(),
        period: "2026-07-01/P3M".to_owned(),
        value: value.to_owned(),
        href: format!("/measures/{measure}"),
    }
}

/// A sentence that was generated.
pub(crate) fn sentence(runs: Vec<Run>, from: Vec<Fact>) -> Text {
    Text { runs, from }
}

const MEASURES: [(&str, &str); 10] = [
    ("complaints-on-time", "Complaints answered on time"),
    ("litter", "Streets meeting the litter standard"),
    ("fly-tipping", "Fly-tipping reports cleared in 48 hours"),
    ("adults-in-work", "Adults in work"),
    ("neet", "Young people not in education, employment or training"),
    ("temporary", "Households in temporary accommodation"),
    ("recycling", "Household waste sent for reuse, recycling or composting"),
    ("care-leavers", "Care leavers in suitable homes"),
    ("roads", "Main roads that should be looked at for repair"),
    ("libraries", "Visits to libraries for each 1,000 residents"),
];

fn column(heading: &str, number: bool) -> Column {
    Column { heading: heading.to_owned(), number }
}

/// Forty measures with their ratings.
pub(crate) fn measures() -> Table {
    let ratings = ["On target", "Near target", "Off target", "No target"];
    let changes = ["Improving", "No real change", "Getting worse", "Too few points to say"];
    let row = |at: usize| {
        let (code, title) = MEASURES[at % MEASURES.len()];
        let value = 31.25 + (at as f64 * 17.37) % 60.0;
        let figure = if at % 11 == 7 { TableCell::words("[c]") } else { TableCell::number(format!("{value:.1}%"), value) };
        let title = if at < 10 { title.to_owned() } else { format!("{title} ({})", at / 10 + 1) };
        let measure = TableCell { href: Some(format!("/measures/{code}")), ..TableCell::words(title) };
        let target = if at % 4 == 3 { TableCell::words("–") } else { TableCell::number("75.0%", 75.0) };
        vec![
            measure,
            figure,
            target,
            TableCell::words(ratings[at % 4]),
            TableCell::words(changes[(at / 2) % 4]),
            TableCell::words("July to September 2026"),
        ]
    };
    Table {
        caption: "All measures of the plan, as they stood at the end of September 2026".to_owned(),
        columns: vec![
            column("Measure", false),
            column("Latest figure", true),
            column("Target", true),
            column("Rating", false),
            column("Change in a year", false),
            column("Period", false),
        ],
        rows: (0..40).map(row).collect(),
        notes: vec![
            "[c]: hidden to protect people.".to_owned(),
            "A measure is near its target where it is within 5 per cent of it.".to_owned(),
        ],
    }
}

/// A table with a column a year and group: more than fit upright.
pub(crate) fn years(columns: usize, rows: usize) -> Table {
    let headings = (0..columns).map(|at| {
        if at == 0 { column("Ward", false) } else { column(&format!("Quarter {} of {}/{}", at % 4 + 1, 2016 + at / 4, 17 + at / 4), true) }
    });
    let row = |row: usize| {
        let figure = |at: usize| TableCell::number(format!("{:.1}", (row * 7 + at * 3) as f64 / 1.5), (row * 7 + at * 3) as f64 / 1.5);
        (0..columns).map(|at| if at == 0 { TableCell::words(format!("Ward of Saint Number {row}")) } else { figure(at) }).collect()
    };
    Table {
        caption: "Complaints for each 1,000 residents, by ward and quarter".to_owned(),
        columns: headings.collect(),
        rows: (0..rows).map(row).collect(),
        notes: Vec::new(),
    }
}

/// A chart.
pub(crate) fn chart() -> Picture {
    let points: Vec<String> = (0..16).map(|at| format!("{},{}", 60 + at * 34, 190 - (at * at * 3 + at * 11) % 97)).collect();
    let svg = format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 240" width="640" height="240" font-family="Source Sans 3, sans-serif" font-size="13">
<line x1="60" y1="200" x2="600" y2="200" stroke="#5B6470" stroke-width="1"/>
<line x1="60" y1="80" x2="570" y2="80" stroke="#1B1F24" stroke-width="1" stroke-dasharray="2 4"/>
<text x="576" y="84" fill="#1B1F24">Target 75%</text>
<polyline points="{}" fill="none" stroke="#12436D" stroke-width="2.5"/>
<circle cx="570" cy="150" r="5" fill="#F46A25"/>
<text x="60" y="222" fill="#5B6470">2022</text><text x="540" y="222" fill="#5B6470">2026</text></svg>"##,
        points.join(" ")
    );
    Picture {
        svg,
        alt: "A line of sixteen quarters that rises from 31% in 2022 to 68% in 2026, always below the target of 75%.".to_owned(),
        caption: "Complaints answered on time, by quarter, 2022 to 2026".to_owned(),
        size: (640.0, 240.0),
    }
}

/// A whole report.
pub(crate) fn report() -> Document {
    let standing = sentence(
        vec![
            Run::plain("Of 40 measures, "),
            Run::strong("14 are on target"),
            Run::plain(", 9 are near it, 11 are off it, and 6 have none. "),
            Run::link("How ratings are made", "/methods#ratings"),
            Run::plain("."),
        ],
        vec![fact(0, "74.2% (70.1 to 78.0)"), fact(1, "88.3%"), fact(2, "68.5%"), fact(5, "6.9 for each 1,000 households")],
    );
    let worst = sentence(
        vec![Run::strong("Adults in work"), Run::plain(" is furthest from its target: 61.7%, and 75.0% was promised.")],
        vec![fact(3, "61.7%")],
    );
    let items = vec![
        worst,
        sentence(
            vec![Run::plain("Streets meeting the litter standard improved by 4.1 points in a year, more than chance would give.")],
            vec![fact(1, "88.3%")],
        ),
        Text::plain("The figures on libraries are late: the count of September is due on 14 November 2026."),
    ];
    let words = "The council promised in 2023 that it would say every quarter how it is doing, in the open and with the same figures that its own \
                 managers see. This is the fourteenth of these reports. It is made from one release of figures: nothing in it has been changed \
                 since, and what is corrected later is told beside it.";
    of(vec![
        section("summary", "Where the plan stands", vec![Block::Paragraph(standing), Block::List { items }, paragraph(words)]),
        section(
            "complaints",
            "Complaints are answered sooner, and not yet soon enough",
            vec![
                paragraph(words),
                Block::Picture(chart()),
                Block::Heading { text: "What is being done".to_owned() },
                paragraph(
                    "Two more officers began in September. Letters that need another service’s answer are now passed on within a day; until June that took a week.",
                ),
                Block::Paragraph(Text {
                    runs: vec![
                        Run::plain("The method is on the site of the "),
                        Run::link("Office for National Statistics", "https://www.ons.gov.uk/methodology"),
                        Run::plain("."),
                    ],
                    from: Vec::new(),
                }),
            ],
        ),
        section("measures", "Every measure", vec![paragraph("The measures are in the order of the plan."), Block::Table(measures())]),
        section("wards", "Wards over the years", vec![paragraph(words), Block::Table(years(10, 30))]),
        section(
            "method",
            "How this report was made",
            vec![paragraph(words), Block::Heading { text: "Chance".to_owned() }, paragraph(words)],
        ),
        section("next", "What comes next", vec![paragraph("The next report is due on 5 February 2027.")]),
    ])
}

/// A row for each ward and measure: with 64 wards, 2,560 of them.
pub(crate) fn long(wards: usize) -> Document {
    let mut table = measures();
    let rows = std::mem::take(&mut table.rows);
    let of_ward = |ward: usize| {
        rows.iter().map(move |row| {
            let mut row = row.clone();
            row.insert(0, TableCell::words(format!("Ward {ward}")));
            row
        })
    };
    table.columns.insert(0, column("Ward", false));
    table.rows = (1..=wards).flat_map(of_ward).collect();
    of(vec![section("all", "Every ward and measure", vec![Block::Table(table)])])
}

//! The models as JSON: what ECharts is given.

use domain::view::chart::{Chart, Drawing, Role, Series};
use serde_json::{Value, json};

use super::{Look, beyond, height, model, same_shape};

fn series(name: &str, role: Role, values: &[Option<f64>], half: f64) -> Series {
    Series {
        name: name.to_owned(),
        role,
        values: values.to_vec(),
        limits: values.iter().map(|value| value.filter(|_| half > 0.0).map(|value| (value - half, value + half))).collect(),
        texts: values
            .iter()
            .map(|value| match value {
                Some(value) => format!("{value:.1}% ({:.1} – {:.1})", value - half, value + half),
                None => "[c] (too few people to show)".to_owned(),
            })
            .collect(),
    }
}

fn lines() -> Chart {
    let mine = [Some(61.2), Some(62.0), None, Some(63.1), Some(60.4), Some(64.0)];
    let everyone = [Some(70.0), Some(70.4), Some(70.1), Some(71.0), Some(71.2), Some(71.5)];
    let core = [Some(69.0), Some(68.5), Some(69.9), Some(70.3), Some(70.8), None];
    let other = [Some(58.0), Some(57.1), Some(59.0), Some(59.4), Some(60.1), Some(63.6)];
    Chart {
        id: "trend".to_owned(),
        headline: "Asian people rose from 61.2% to 64.0%".to_owned(),
        subtitle: "% of complaints in Ward A".to_owned(),
        sentence: "Asian people rose from 61.2% to 64.0% between Q1 2024/25 and Q2 2025/26.".to_owned(),
        drawing: Drawing::Lines,
        labels: (0..6).map(|at| format!("Q{} {}", at % 4 + 1, if at < 4 { "2024/25" } else { "2025/26" })).collect(),
        label_head: "Period".to_owned(),
        series: vec![
            series("Asian or Asian British", Role::Mine, &mine, 4.0),
            series("Everyone", Role::Reference, &everyone, 1.0),
            series("Core cities", Role::Comparator, &core, 1.0),
            series("Ward B", Role::Other(2), &other, 3.0),
        ],
        target: vec![None, None, Some(75.0), Some(75.0), Some(77.0), Some(77.0)],
        number: (String::new(), "%".to_owned(), 1),
        illustrative: true,
    }
}

fn gap() -> Chart {
    let values = [Some(-2.0), Some(-0.5), Some(0.4), Some(1.6), None, Some(1.2)];
    Chart {
        id: "gap".to_owned(),
        series: vec![series("Gap", Role::Mine, &values, 1.5)],
        target: vec![Some(0.0); 6],
        number: (String::new(), String::new(), 1),
        ..lines()
    }
}

fn points() -> Chart {
    let names = ["Ethnicity: Asian or Asian British", "Ethnicity: Black, Black British, Caribbean or African", "Sex: Female", "Sex: Male"];
    Chart {
        id: "groups".to_owned(),
        drawing: Drawing::Points,
        labels: names.map(str::to_owned).to_vec(),
        label_head: "Group".to_owned(),
        series: vec![series("Ward A", Role::Mine, &[Some(64.0), None, Some(68.2), Some(61.1)], 5.0)],
        target: vec![Some(65.3); 4],
        ..lines()
    }
}

fn comparators() -> Chart {
    let values = [Some(71.0), Some(68.4), Some(66.0), Some(61.5), None];
    Chart {
        id: "comparators".to_owned(),
        labels: ["North City", "West City", "Birmingham", "East City", "South City"].map(str::to_owned).to_vec(),
        series: vec![series("Birmingham", Role::Mine, &values, 2.0)],
        target: vec![Some(66.0); 5],
        ..points()
    }
}

fn drawn(chart: &Chart, look: &Look) -> Value {
    serde_json::to_value(model(chart, look)).unwrap()
}

/// The series with an id.
fn part<'a>(drawn: &'a Value, id: &str) -> &'a Value {
    drawn["series"].as_array().unwrap().iter().find(|series| series["id"] == id).unwrap()
}

/// The numbers of a series, each from its place in the axes.
fn column(series: &Value, at: usize) -> Vec<Option<f64>> {
    series["data"].as_array().unwrap().iter().map(|item| item[at].as_f64().or(item["value"][at].as_f64())).collect()
}

#[test]
fn the_models_are_the_recorded_ones() {
    let recorded = [
        ("lines", drawn(&lines(), &Look::light()), include_str!("../../tests/charts/lines.json")),
        ("points", drawn(&points(), &Look::light()), include_str!("../../tests/charts/points.json")),
    ];
    for (name, drawn, before) in recorded {
        let before: Value = serde_json::from_str(before).unwrap();
        assert_eq!(drawn, before, "tests/charts/{name}.json should be\n{drawn:#}");
    }
}

#[test]
fn lines_break_where_a_value_is_missing() {
    let drawn = drawn(&lines(), &Look::light());
    let mine = part(&drawn, "mine");
    assert_eq!(mine["data"], json!([61.2, 62.0, null, 63.1, 60.4, 64.0]));
    assert_eq!(mine["connectNulls"], false);
    assert_eq!(mine["lineStyle"], json!({ "color": "#f46a25", "width": 3.0, "type": "solid" }));
}

#[test]
fn the_band_is_drawn_above_zero_whatever_the_sign_of_the_values() {
    let chart = gap();
    let drawn = drawn(&chart, &Look::light());
    let hidden = &drawn["yAxis"][1];
    let (shown_min, shown_max) = (drawn["yAxis"][0]["min"].as_f64().unwrap(), drawn["yAxis"][0]["max"].as_f64().unwrap());
    assert!(shown_min < 0.0);
    assert_eq!(hidden["min"], 1.0);
    assert_eq!(hidden["max"], shown_max - shown_min + 1.0);
    let (foot, width) = (part(&drawn, "interval-foot"), part(&drawn, "interval"));
    assert_eq!((&foot["stack"], &foot["yAxisIndex"]), (&width["stack"], &width["yAxisIndex"]));
    for (at, limits) in chart.series[0].limits.iter().enumerate() {
        match limits {
            Some((low, high)) => {
                let (foot, width) = (foot["data"][at].as_f64().unwrap(), width["data"][at].as_f64().unwrap());
                assert!(foot >= 1.0 && (foot - 1.0 + shown_min - low).abs() < 1e-9);
                assert!((foot + width - 1.0 + shown_min - high).abs() < 1e-9);
            }
            None => assert!(foot["data"][at].is_null() && width["data"][at].is_null()),
        }
    }
}

#[test]
fn an_interval_or_a_target_that_stands_alone_is_still_drawn() {
    let mut chart = gap();
    chart.target = vec![None, Some(1.0), None, Some(2.0), Some(2.0), None];
    let drawn = drawn(&chart, &Look::light());
    assert_eq!(column(part(&drawn, "interval-alone"), 0), [Some(5.0); 3]);
    let ends: Vec<Option<f64>> =
        column(part(&drawn, "interval-alone"), 1).into_iter().map(|end| end.map(|end| (end * 10.0).round())).collect();
    assert_eq!(ends, [Some(-3.0), Some(27.0), None]);
    assert_eq!(part(&drawn, "target-alone")["data"], json!([null, 1.0, null, null, null, null]));
}

#[test]
fn the_target_is_a_dotted_step_with_its_name() {
    let drawn = drawn(&lines(), &Look::light());
    assert_eq!(part(&drawn, "target")["step"], "middle");
    assert_eq!(part(&drawn, "target")["lineStyle"]["type"], "dotted");
    assert_eq!(part(&drawn, "name-target")["data"][0]["name"], "target");
}

#[test]
fn the_line_of_a_gap_is_no_gap() {
    assert_eq!(part(&drawn(&gap(), &Look::light()), "name-target")["data"][0]["name"], "no gap");
}

#[test]
fn names_are_apart_and_inside_the_plot() {
    let mut chart = lines();
    for series in &mut chart.series {
        series.values = vec![Some(50.0); 6];
        series.limits = vec![None; 6];
    }
    chart.target = vec![Some(50.0); 6];
    let drawn = drawn(&chart, &Look { wide: false, ..Look::light() });
    let (min, max) = (drawn["yAxis"][0]["min"].as_f64().unwrap(), drawn["yAxis"][0]["max"].as_f64().unwrap());
    let line = super::LINE / 272.0 * (max - min);
    let mut lines: Vec<f64> =
        ["0", "1", "2", "3", "target"].iter().flat_map(|id| column(part(&drawn, &format!("name-{id}")), 1)).map(Option::unwrap).collect();
    lines.sort_by(f64::total_cmp);
    assert_eq!(lines.len(), 6, "one name is of two lines");
    assert!(lines.windows(2).all(|pair| pair[1] - pair[0] >= line - 1e-5), "{lines:?}");
    assert!(lines[0] >= min && lines[5] <= max, "{lines:?}");
}

#[test]
fn tooltips_are_plain_words_without_functions() {
    let drawn = drawn(&lines(), &Look::light());
    assert_eq!(drawn["tooltip"]["formatter"], "{b0}");
    assert_eq!(drawn["series"][0]["id"], "told");
    assert_eq!(
        drawn["series"][0]["data"][2]["name"],
        "Q3 2024/25\nAsian or Asian British: [c] (too few people to show)\nEveryone: 70.1% (69.1 – 71.1)\nCore cities: 69.9% (68.9 – \
         70.9)\nWard B: 59.0% (56.0 – 62.0)\ntarget: 75.0%"
    );
    assert!(!drawn.to_string().contains("#*#"), "a function in the model");
}

#[test]
fn every_label_has_a_dot_and_an_interval_or_its_marker() {
    let drawn = drawn(&points(), &Look::light());
    assert_eq!(column(part(&drawn, "dots-mine"), 0), [Some(64.0), Some(68.2), Some(61.1)]);
    assert_eq!(column(part(&drawn, "dots-mine"), 1), [Some(0.0), Some(2.0), Some(3.0)]);
    assert_eq!(column(part(&drawn, "intervals-mine"), 0)[..3], [Some(59.0), Some(69.0), None]);
    assert!(part(&drawn, "dots").get("data").is_none());
    let missing = &part(&drawn, "missing")["data"];
    assert_eq!(missing[0]["name"], "[c] (too few people to show)");
    assert_eq!(missing[0]["value"], json!([drawn["xAxis"]["min"], 1.0]));
    assert_eq!(missing.as_array().unwrap().len(), 1);
}

#[test]
fn a_phone_has_only_the_marker_and_shorter_lines() {
    let drawn = drawn(&points(), &Look { wide: false, ..Look::light() });
    assert_eq!(part(&drawn, "missing")["data"][0]["name"], "[c]");
    assert_eq!(drawn["yAxis"]["data"][0], "Ethnicity: Asian or\nAsian British");
}

#[test]
fn the_dotted_line_of_points_says_what_it_is() {
    let groups = drawn(&points(), &Look::light());
    assert_eq!(groups["series"][0]["markLine"]["data"], json!([{ "name": "everyone 65.3%", "xAxis": 65.3 }]));
    let comparators = drawn(&comparators(), &Look::light());
    assert_eq!(comparators["series"][0]["markLine"]["data"][0]["name"], "Birmingham 66.0%");
}

#[test]
fn among_comparators_only_mine_has_the_colour_of_mine() {
    let drawn = drawn(&comparators(), &Look::dark());
    assert_eq!(column(part(&drawn, "dots-mine"), 1), [Some(2.0)]);
    assert_eq!(column(part(&drawn, "dots"), 1), [Some(0.0), Some(1.0), Some(3.0)]);
    assert_eq!(part(&drawn, "dots")["itemStyle"]["color"], Look::dark().paper);
    assert_eq!(part(&drawn, "dots-mine")["itemStyle"]["color"], Look::dark().mine);
}

#[test]
fn nothing_moves_where_motion_is_not_wanted() {
    let still = drawn(&lines(), &Look { still: true, ..Look::light() });
    assert_eq!(still["animation"], false);
    let moving = drawn(&lines(), &Look::light());
    assert_eq!(moving["animationDurationUpdate"], 150.0);
}

#[test]
fn charts_without_figures_are_drawn_empty() {
    for chart in [lines(), points()] {
        let empty = Chart { labels: Vec::new(), series: Vec::new(), target: Vec::new(), ..chart };
        assert!(height(&empty) > 0);
        let drawn = drawn(&empty, &Look::light());
        assert_eq!(drawn["series"][0]["id"], "told");
        assert!(drawn["series"][0].get("data").is_none());
    }
}

#[test]
fn height_grows_with_rows_and_lines_do_not() {
    let long = Chart { labels: vec!["Sex: Female".to_owned(); 20], ..points() };
    let longer = Chart { labels: vec!["Sex: Female".to_owned(); 21], ..points() };
    assert_eq!(height(&longer) - height(&long), 28);
    assert_eq!(height(&lines()), 320);
}

#[test]
fn shapes_are_the_same_when_only_figures_differ() {
    let mut later = lines();
    later.series[0].values[0] = Some(1.0);
    later.labels.pop();
    assert!(same_shape(&lines(), &later));
    later.series.pop();
    assert!(!same_shape(&lines(), &later));
    assert!(!same_shape(&lines(), &Chart { target: vec![None; 6], ..lines() }));
    assert!(!same_shape(&lines(), &Chart { drawing: Drawing::Points, ..lines() }));
}

/// The ids of a model's series: a model laid over another must have the same, or old marks stay.
#[test]
fn the_same_shape_has_the_same_series() {
    let ids = |chart: &Chart| {
        let drawn = drawn(chart, &Look::light());
        drawn["series"].as_array().unwrap().iter().map(|series| series["id"].to_string()).collect::<Vec<_>>()
    };
    let mut bare = lines();
    for series in &mut bare.series {
        series.values = vec![None; 6];
        series.limits = vec![None; 6];
    }
    assert!(same_shape(&lines(), &bare));
    assert_eq!(ids(&lines()), ids(&bare));
    assert_eq!(ids(&points()), ids(&comparators()));
}

#[test]
fn what_charming_cannot_say_is_json() {
    for chart in [lines(), points(), gap()] {
        let beyond: Value = serde_json::from_str(&beyond(&chart, &Look::dark())).unwrap();
        assert_eq!(beyond["tooltip"]["confine"], true);
        assert_eq!(beyond["tooltip"]["textStyle"]["color"], Look::dark().ink);
        // A series that the model does not have would be a new one, of no type.
        let drawn = drawn(&chart, &Look::dark());
        for series in beyond["series"].as_array().into_iter().flatten() {
            assert_eq!(part(&drawn, series["id"].as_str().unwrap())["type"], "line");
        }
    }
}

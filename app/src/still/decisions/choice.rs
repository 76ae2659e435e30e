//! What the reader has chosen of decisions. All of it is in the address.

use domain::{
    area::AreaType,
    code::AreaCode,
    council::Council,
    decision::{
        Decision, Made,
        share::{by_quarter, months},
    },
    filter::{address, encode},
    lens::Subject,
    measure::Lens,
    period::Period,
    search::fold,
    view::lead::capital,
};

use super::super::Asked;
use crate::{
    error::PageError,
    markup::{Element, el, link},
};

/// Something to choose by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::still) enum Field {
    /// Words of the decision.
    Text,
    /// A lens.
    Lens,
    /// What the lens did; of any lens where none is chosen.
    Made,
    /// Who took it.
    Body,
    /// An area: those within it and the one it lies in count too.
    Area,
    /// A theme.
    Theme,
    /// A directorate.
    Directorate,
    /// A year.
    Year,
    /// A quarter.
    Quarter,
}

impl Field {
    const ALL: [Self; 9] =
        [Self::Text, Self::Lens, Self::Made, Self::Body, Self::Area, Self::Theme, Self::Directorate, Self::Year, Self::Quarter];

    fn name(self) -> &'static str {
        match self {
            Self::Text => "q",
            Self::Lens => "lens",
            Self::Made => "made",
            Self::Body => "body",
            Self::Area => "area",
            Self::Theme => "theme",
            Self::Directorate => "directorate",
            Self::Year => "year",
            Self::Quarter => "quarter",
        }
    }

    fn label(self, council: &Council) -> String {
        match self {
            Self::Text => "Words".to_owned(),
            Self::Made => "What the lens did".to_owned(),
            Self::Body => "Taken by".to_owned(),
            Self::Directorate => capital(&council.words.directorate.0),
            other => capital(other.name()),
        }
    }
}

/// What the reader has chosen: values as they are in the address, each known to be one that there is.
#[derive(Debug, Clone)]
pub(in crate::still) struct Choice<'a> {
    council: &'a Council,
    all: Vec<&'a Decision>,
    values: Vec<(Field, String)>,
}

impl<'a> Choice<'a> {
    /// Reads the choice out of the query of a page about these decisions.
    ///
    /// # Errors
    /// A value that there is not.
    pub(in crate::still) fn read(asked: &Asked<'a>, path: &str, all: &[&'a Decision]) -> Result<Self, PageError> {
        let mut choice = Self { council: asked.council, all: all.to_vec(), values: Vec::new() };
        for field in Field::ALL {
            let given = asked.part(field.name());
            let given = given.trim();
            if !given.is_empty() {
                choice.values.push((field, given.to_owned()));
            }
        }
        let mut wrong = choice.values.iter().filter(|(field, value)| !choice.is_known(*field, value));
        if let Some((field, value)) = wrong.next() {
            let what = field.label(asked.council).to_lowercase();
            let without = choice.address(path, |choice| choice.values.retain(|(known, _)| known != field));
            let nearest = vec![("This page without it".to_owned(), without)];
            return Err(PageError::BadRequest { message: format!("There is no {what} “{value}”"), nearest });
        }
        Ok(choice)
    }

    fn is_known(&self, field: Field, value: &str) -> bool {
        match field {
            Field::Text => true,
            Field::Area => self.council.areas.iter().any(|area| area.code.as_str() == value && area.kind != AreaType::Comparator),
            Field::Year => value.len() == 4 && value.bytes().all(|byte| byte.is_ascii_digit()),
            Field::Quarter => value.parse::<Period>().is_ok_and(|period| period.quarter_number().is_some()),
            _ => self.options(field).iter().any(|(known, _)| known == value),
        }
    }

    /// What there is to choose from, each with its label. Areas are offered by kind, elsewhere.
    fn options(&self, field: Field) -> Vec<(String, String)> {
        match field {
            Field::Text | Field::Area => Vec::new(),
            Field::Lens => Lens::ALL.map(|lens| (lens.code().to_owned(), capital(lens.words()))).to_vec(),
            Field::Made => Made::ALL.map(|made| (made.code().to_owned(), made.words().to_owned())).to_vec(),
            Field::Body => {
                let mut bodies: Vec<&str> = self.all.iter().map(|decision| decision.body.as_str()).collect();
                bodies.sort_unstable();
                bodies.dedup();
                bodies.into_iter().map(|body| (body.to_owned(), body.to_owned())).collect()
            }
            Field::Theme => {
                let themes = self.council.plans.iter().flat_map(|plan| &plan.themes);
                themes.map(|theme| (theme.code.to_string(), theme.title.clone())).collect()
            }
            Field::Directorate => self.council.directorates.iter().map(|known| (known.code.to_string(), known.name.clone())).collect(),
            Field::Year => self.years().into_iter().map(|year| (year.to_string(), self.council.reporting_year.label(year))).collect(),
            Field::Quarter => {
                let with_decisions = by_quarter(&self.all, usize::MAX).into_iter().filter(|(_, own)| !own.is_empty());
                with_decisions.map(|(quarter, _)| (quarter.to_string(), months(&quarter))).collect()
            }
        }
    }

    /// The years in which there was a decision, the newest first.
    pub(in crate::still) fn years(&self) -> Vec<i32> {
        let mut years: Vec<i32> = self.all.iter().map(|decision| self.council.reporting_year.of(decision.on)).collect();
        years.sort_unstable_by(|one, other| other.cmp(one));
        years.dedup();
        years
    }

    fn value(&self, field: Field) -> Option<&str> {
        self.values.iter().find(|(known, _)| *known == field).map(|(_, value)| value.as_str())
    }

    /// The year chosen.
    pub(in crate::still) fn year(&self) -> Option<i32> {
        self.value(Field::Year)?.parse().ok()
    }

    /// The same with a year, or without one.
    #[must_use]
    pub(in crate::still) fn in_year(&self, year: Option<i32>) -> Self {
        let mut other = self.clone();
        other.values.retain(|(field, _)| *field != Field::Year);
        other.values.extend(year.map(|year| (Field::Year, year.to_string())));
        other
    }

    /// Whether nothing is chosen.
    pub(in crate::still) fn is_nothing(&self) -> bool {
        self.values.is_empty()
    }

    /// The decisions among these that fit.
    pub(in crate::still) fn of(&self, decisions: &[&'a Decision]) -> Vec<&'a Decision> {
        decisions.iter().copied().filter(|decision| self.values.iter().all(|(field, value)| self.fits(decision, *field, value))).collect()
    }

    fn fits(&self, decision: &Decision, field: Field, value: &str) -> bool {
        match field {
            Field::Text => {
                let text = fold(&[decision.title.as_str(), &decision.decided, decision.code.as_str()].join(" "));
                fold(value).split(' ').all(|word| text.contains(word))
            }
            // By itself, a lens is one that was considered.
            Field::Lens if self.value(Field::Made).is_some() => true,
            Field::Lens => Lens::read(value).is_some_and(|lens| !matches!(decision.made(lens), Made::NotConsidered | Made::NotTold)),
            Field::Made => {
                let lenses = self.value(Field::Lens).and_then(Lens::read).map_or(Lens::ALL.to_vec(), |lens| vec![lens]);
                lenses.into_iter().any(|lens| decision.made(lens).code() == value)
            }
            Field::Body => decision.body == value,
            Field::Area => decision.areas.iter().any(|area| self.touches(area, value)),
            Field::Theme => decision.themes.iter().any(|theme| theme.as_str() == value),
            Field::Directorate => decision.directorate.as_str() == value,
            Field::Year => self.council.reporting_year.of(decision.on).to_string() == value,
            Field::Quarter => value.parse::<Period>().is_ok_and(|period| (period.start()..=period.end()).contains(&decision.on)),
        }
    }

    /// Whether an area is the one chosen, lies in it, or holds it.
    fn touches(&self, area: &AreaCode, chosen: &str) -> bool {
        let parent =
            |code: &str| self.council.areas.iter().find(|known| known.code.as_str() == code)?.parent.as_ref().map(AreaCode::as_str);
        let up = |code: &str| {
            [Some(code), parent(code), parent(code).and_then(parent)].into_iter().flatten().map(str::to_owned).collect::<Vec<_>>()
        };
        let city = self.council.city().map(|city| city.code.as_str());
        // What is of one part is not of every other part of the same whole.
        let holds = |whole: &str, part: &str| up(part).iter().any(|code| code == whole);
        holds(chosen, area.as_str()) || Some(area.as_str()) != city && holds(area.as_str(), chosen)
    }

    /// Whether what a line is about fits the area, theme and directorate chosen. A theme is of all areas and of no directorate.
    pub(in crate::still) fn fits_subject(&self, subject: &Subject) -> bool {
        let theme_has = |theme: &str| {
            let measures = self.council.plans.iter().flat_map(|plan| &plan.themes).find(|known| known.code.as_str() == theme);
            move |code: &domain::code::MeasureCode| {
                measures.is_some_and(|known| known.promises.iter().any(|one| one.measures.contains(code)))
            }
        };
        self.values.iter().all(|(field, value)| match (field, subject) {
            (Field::Theme, Subject::Theme(code)) => code.as_str() == value,
            (Field::Theme, Subject::Measure(code)) => theme_has(value)(code),
            (Field::Directorate, Subject::Theme(_)) => false,
            (Field::Directorate, Subject::Measure(code)) => {
                self.council.measure(code).is_some_and(|measure| measure.directorate.as_str() == value)
            }
            (Field::Theme | Field::Directorate | Field::Area, Subject::Action(code)) => {
                let all = self.council.programmes.iter().flat_map(|programme| &programme.actions);
                all.filter(|action| action.code == *code).any(|action| match field {
                    Field::Theme => action.theme.as_ref().is_some_and(|theme| theme.as_str() == value),
                    Field::Directorate => action.directorate.as_ref().is_some_and(|known| known.as_str() == value),
                    _ => action.area.as_ref().is_some_and(|area| self.touches(area, value)),
                })
            }
            _ => true,
        })
    }

    /// The address of a page with this choice, or another one.
    pub(in crate::still) fn address(&self, path: &str, change: impl FnOnce(&mut Self)) -> String {
        let mut changed = self.clone();
        change(&mut changed);
        let parts: Vec<String> = changed.values.iter().map(|(field, value)| format!("{}={}", field.name(), encode(value))).collect();
        address(path, &parts.join("&"))
    }

    /// What is chosen, each with a way to do without it.
    pub(in crate::still) fn chosen(&self, path: &str) -> Option<Element> {
        let items = self.values.iter().map(|(field, value)| {
            let named = match field {
                Field::Area => self.council.areas.iter().find(|area| area.code.as_str() == value).map(|area| area.name.clone()),
                Field::Year => value.parse().ok().map(|year| self.council.reporting_year.label(year)),
                Field::Quarter => value.parse::<Period>().ok().map(|quarter| months(&quarter)),
                field => self.options(*field).into_iter().find(|(known, _)| known == value).map(|(_, label)| label),
            };
            let named = named.unwrap_or_else(|| value.clone());
            let label = field.label(self.council);
            let without = self.address(path, |choice| choice.values.retain(|(known, _)| known != field));
            let remove = link(without, "remove").attr("aria-label", format!("Remove {}: {named}", label.to_lowercase()));
            el("li").with(format!("{label}: {named} ")).with(remove)
        });
        (!self.values.is_empty()).then(|| {
            el("div")
                .with(el("p").class("unseen").attr("id", "chosen").with("Chosen"))
                .with(el("ul").class("inline").attr("aria-labelledby", "chosen").all(items))
        })
    }

    /// The form that changes the choice. It works without a script.
    pub(in crate::still) fn form(&self, path: &'static str, fields: &[Field]) -> Element {
        self.form_at(path.to_owned(), fields)
    }

    /// The same for a page whose path is made.
    pub(in crate::still) fn form_at(&self, path: String, fields: &[Field]) -> Element {
        let form = el("form").class("finder").attr("method", "get").attr("action", path);
        form.all(fields.iter().map(|field| self.field(*field))).with(el("button").attr("type", "submit").with("Show"))
    }

    fn field(&self, field: Field) -> Element {
        let label = el("label").with(format!("{} ", field.label(self.council)));
        let value = self.value(field).unwrap_or_default();
        if field == Field::Text {
            let text =
                el("input").attr("type", "search").attr("name", field.name()).attr("value", value.to_owned()).attr("maxlength", "100");
            return label.with(text);
        }
        let option = |(code, name): (String, String)| {
            let picked = (code == value).then_some("");
            el("option").attr("value", code).maybe("selected", picked).with(name)
        };
        let any = el("option").attr("value", "").with("Any");
        let select = el("select").attr("name", field.name()).with(any);
        if field != Field::Area {
            return label.with(select.all(self.options(field).into_iter().map(option)));
        }
        let groups = [AreaType::Neighbourhood, AreaType::Ward].map(|kind| {
            let areas = self.council.areas.iter().filter(|area| area.kind == kind && area.valid_to.is_none());
            let areas = areas.map(|area| option((area.code.to_string(), area.name.clone())));
            el("optgroup").attr("label", capital(&self.council.words.area(kind).1)).all(areas)
        });
        label.with(select.all(groups))
    }
}

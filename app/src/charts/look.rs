//! Colours, type and motion of a large chart: the meanings of the page, in the colours of its light or dark theme.

/// How a chart looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// Text, and the line of everyone.
    pub ink: &'static str,
    /// Quiet text.
    pub quiet: &'static str,
    /// Rules.
    pub rule: &'static str,
    /// My area, my group.
    pub mine: &'static str,
    /// The interval of what is mine.
    pub mine_band: &'static str,
    /// What mine is held against.
    pub reference: &'static str,
    /// The comparator.
    pub comparator: &'static str,
    /// The interval of a comparator.
    pub comparator_band: &'static str,
    /// Areas compared, by their mark, again from the start after the last.
    pub others: [&'static str; 5],
    /// The ground.
    pub paper: &'static str,
    /// Type family.
    pub font: &'static str,
    /// Whether there is room for long labels: about 600 pixels.
    pub wide: bool,
    /// Whether motion is not wanted.
    pub still: bool,
}

impl Look {
    /// The light theme.
    pub const fn light() -> Self {
        Self {
            ink: "#1b1f24",
            quiet: "#5b6470",
            rule: "#e6e1d8",
            mine: "#f46a25",
            mine_band: "rgba(244,106,37,0.22)",
            reference: "#1b1f24",
            comparator: "#5b6470",
            comparator_band: "rgba(91,100,112,0.22)",
            others: ["#12436d", "#801650", "#1e7f77", "#7a5fb0", "#7a5c1e"],
            paper: "#fbfaf7",
            font: "\"Source Sans 3\", Arial, sans-serif",
            wide: true,
            still: false,
        }
    }

    /// The dark theme.
    pub const fn dark() -> Self {
        Self {
            ink: "#ece8e0",
            quiet: "#a7b0ba",
            rule: "#343b44",
            mine: "#ff8a4c",
            mine_band: "rgba(255,138,76,0.26)",
            reference: "#ece8e0",
            comparator: "#a7b0ba",
            comparator_band: "rgba(167,176,186,0.26)",
            others: ["#8fb8e8", "#e88fbf", "#5fc4b8", "#b9a3e6", "#d9b96a"],
            paper: "#14181d",
            ..Self::light()
        }
    }

    /// The colour of an area compared, by its mark from 1.
    pub const fn other(&self, mark: u8) -> &'static str {
        self.others[(mark as usize + self.others.len() - 1) % self.others.len()]
    }
}

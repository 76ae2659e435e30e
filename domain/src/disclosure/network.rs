//! A table with published totals as a network: each figure an arc, each sum a node.
//!
//! With areas that add up in a tree and groups that add up to everyone, each figure stands in exactly two sums that are not implied by the
//! others. Figures can then change together only along cycles, so how far a hidden one can be from its value is a maximum flow.

use std::{cmp::Ordering, collections::BinaryHeap};

/// A figure between the sums that it stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Arc {
    /// The sum that grows less when it grows.
    pub(super) tail: usize,
    /// The sum that grows with it.
    pub(super) head: usize,
}

/// Sums and the figures between them.
#[derive(Debug, Clone, Default)]
pub(super) struct Network {
    arcs: Vec<Arc>,
    around: Vec<Vec<usize>>,
}

impl Network {
    /// A new sum.
    pub(super) fn node(&mut self) -> usize {
        self.around.push(Vec::new());
        self.around.len() - 1
    }

    /// A new figure between two sums.
    pub(super) fn arc(&mut self, tail: usize, head: usize) -> usize {
        self.arcs.push(Arc { tail, head });
        let at = self.arcs.len() - 1;
        self.around[tail].push(at);
        self.around[head].push(at);
        at
    }

    /// The sums of a figure.
    pub(super) fn ends(&self, arc: usize) -> Arc {
        self.arcs[arc]
    }

    /// How much can flow from one sum to another, up to a limit, without a figure. `room` says by how much a figure can still grow (true)
    /// or shrink.
    pub(super) fn flow(&self, (from, to): (usize, usize), without: usize, limit: f64, room: impl Fn(usize, bool) -> f64) -> f64 {
        // What has been sent along each arc, tail to head.
        let mut sent = vec![0.0; self.arcs.len()];
        let mut total = 0.0;
        let mut came: Vec<Option<(usize, bool)>> = vec![None; self.around.len()];
        let mut queue = Vec::with_capacity(self.around.len());
        while total < limit {
            came.fill(None);
            queue.clear();
            queue.push(from);
            let mut next = 0;
            let left = |arc: usize, forward: bool| {
                if forward { room(arc, true) - sent[arc] } else { room(arc, false) + sent[arc] }
            };
            'search: while next < queue.len() {
                let node = queue[next];
                next += 1;
                for &arc in &self.around[node] {
                    let Arc { tail, head } = self.arcs[arc];
                    let forward = tail == node;
                    let other = if forward { head } else { tail };
                    if arc == without || other == from || came[other].is_some() || left(arc, forward) < 1.0 {
                        continue;
                    }
                    came[other] = Some((arc, forward));
                    if other == to {
                        break 'search;
                    }
                    queue.push(other);
                }
            }
            let mut least = limit - total;
            let mut path = Vec::new();
            let mut node = to;
            while node != from {
                let Some((arc, forward)) = came[node] else { return total };
                least = least.min(left(arc, forward));
                path.push((arc, forward));
                node = if forward { self.arcs[arc].tail } else { self.arcs[arc].head };
            }
            for (arc, forward) in path {
                sent[arc] += if forward { least } else { -least };
            }
            total += least;
        }
        total
    }

    /// Sends an amount from one sum to another, without a figure, along the cheaper of one way that takes it all and of many small ones: how
    /// much could be sent, and the figures that it goes along. `cost` says what taking a figure for the first time costs.
    pub(super) fn cheapest(
        &self,
        (from, to): (usize, usize),
        without: usize,
        amount: f64,
        room: impl Fn(usize, bool) -> f64,
        cost: impl Fn(usize) -> f64,
    ) -> (f64, Vec<usize>) {
        if amount < 1.0 {
            return (0.0, Vec::new());
        }
        let whole = self.cheapest_way((from, to), without, |arc, forward| room(arc, forward) >= amount, &cost);
        let whole = whole.map(|path| path.into_iter().map(|(arc, _)| arc).collect::<Vec<_>>());
        let mut sent = vec![0.0; self.arcs.len()];
        let mut taken: Vec<usize> = Vec::new();
        let mut total = 0.0;
        while total < amount {
            let left = |arc: usize, forward: bool| if forward { room(arc, true) - sent[arc] } else { room(arc, false) + sent[arc] };
            let cost = |arc: usize| if taken.contains(&arc) { 0.0 } else { cost(arc) };
            let Some(path) = self.cheapest_way((from, to), without, |arc, forward| left(arc, forward) >= 1.0, cost) else { break };
            let least = path.iter().map(|&(arc, forward)| left(arc, forward)).fold(amount - total, f64::min);
            for (arc, forward) in path {
                sent[arc] += if forward { least } else { -least };
                if !taken.contains(&arc) {
                    taken.push(arc);
                }
            }
            total += least;
        }
        let sum = |arcs: &[usize]| arcs.iter().map(|&arc| cost(arc)).sum::<f64>();
        match whole {
            Some(whole) if total < amount || sum(&whole) <= sum(&taken) => (amount, whole),
            _ => (total, taken),
        }
    }

    /// The cheapest way from one sum to another along figures that have room, each with its direction; from its end to its start.
    fn cheapest_way(
        &self,
        (from, to): (usize, usize),
        without: usize,
        fits: impl Fn(usize, bool) -> bool,
        cost: impl Fn(usize) -> f64,
    ) -> Option<Vec<(usize, bool)>> {
        let mut best = vec![f64::INFINITY; self.around.len()];
        let mut came: Vec<Option<(usize, bool)>> = vec![None; self.around.len()];
        let mut queue = BinaryHeap::new();
        best[from] = 0.0;
        queue.push(Reached { cost: 0.0, node: from });
        while let Some(Reached { cost: so_far, node }) = queue.pop() {
            if node == to {
                break;
            }
            if so_far > best[node] {
                continue;
            }
            for &arc in &self.around[node] {
                let Arc { tail, head } = self.arcs[arc];
                let forward = tail == node;
                let other = if forward { head } else { tail };
                if arc == without || !fits(arc, forward) {
                    continue;
                }
                let reached = so_far + cost(arc);
                if reached < best[other] {
                    best[other] = reached;
                    came[other] = Some((arc, forward));
                    queue.push(Reached { cost: reached, node: other });
                }
            }
        }
        let mut path = Vec::new();
        let mut node = to;
        while node != from {
            let (arc, forward) = came[node]?;
            path.push((arc, forward));
            node = if forward { self.arcs[arc].tail } else { self.arcs[arc].head };
        }
        Some(path)
    }
}

/// A sum that the search has reached; the cheapest comes first, then the first.
#[derive(Debug, Clone, Copy)]
struct Reached {
    cost: f64,
    node: usize,
}

impl Ord for Reached {
    fn cmp(&self, other: &Self) -> Ordering {
        other.cost.total_cmp(&self.cost).then(other.node.cmp(&self.node))
    }
}

impl PartialOrd for Reached {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Reached {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Reached {}

#[cfg(test)]
mod tests {
    use super::*;

    /// A square of sums with a figure on each side and one across: 0→1→2, 0→3→2, and 1→3.
    fn square() -> Network {
        let mut network = Network::default();
        for _ in 0..4 {
            network.node();
        }
        for (tail, head) in [(0, 1), (1, 2), (0, 3), (3, 2), (1, 3)] {
            network.arc(tail, head);
        }
        network
    }

    /// Figures without end to how far they grow, and with this many people to lose.
    fn people(counts: [f64; 5]) -> impl Fn(usize, bool) -> f64 {
        move |arc, grow| if grow { f64::INFINITY } else { counts[arc] }
    }

    #[test]
    fn a_flow_is_all_that_the_figures_let_through() {
        let network = square();
        let room = |arc: usize, grow: bool| if grow { [3.0, 2.0, 4.0, 1.0, 9.0][arc] } else { 0.0 };
        // Two and one at the end of the square, whatever comes in.
        assert!((network.flow((0, 2), usize::MAX, 100.0, room) - 3.0).abs() < 1e-9);
        assert!((network.flow((0, 2), usize::MAX, 2.0, room) - 2.0).abs() < 1e-9, "no more than is asked for");
        assert!((network.flow((0, 2), 1, 100.0, room) - 1.0).abs() < 1e-9, "not along the figure that is left out");
        assert!(network.flow((2, 0), usize::MAX, 100.0, room).abs() < 1e-9, "nothing flows back where there is nobody to lose");
    }

    #[test]
    fn against_its_direction_a_figure_gives_what_it_has() {
        let network = square();
        assert!((network.flow((2, 0), usize::MAX, 100.0, people([5.0, 2.0, 1.0, 7.0, 0.0])) - 3.0).abs() < 1e-9);
    }

    #[test]
    fn the_cheaper_of_one_way_and_many_is_taken() {
        let network = square();
        let room = |arc: usize, grow: bool| if grow { [9.0, 1.0, 9.0, 9.0, 9.0][arc] } else { 0.0 };
        // One person goes by the cheap side; five do not fit there, and go round whole.
        let cost = |arc: usize| [1.0, 1.0, 5.0, 5.0, 50.0][arc];
        assert_eq!(network.cheapest((0, 2), usize::MAX, 1.0, room, cost).1, [1, 0]);
        let (sent, mut taken) = network.cheapest((0, 2), usize::MAX, 5.0, room, cost);
        taken.sort_unstable();
        assert_eq!((sent.to_bits(), taken), (5.0_f64.to_bits(), vec![2, 3]));
        // Where nothing leads there, nothing is sent.
        assert_eq!(network.cheapest((2, 0), usize::MAX, 1.0, room, cost), (0.0, Vec::new()));
    }
}

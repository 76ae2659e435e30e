//! Sharing a whole number out in whole numbers.

/// Shares `total` out by weight into `out`, by the method of largest remainders (Hamilton): each part gets its quota rounded down, and what is
/// left goes one by one to the largest remainders, the first of equals first. No part exceeds its cap: one that would is filled, and the rest
/// is shared among the others by weight. The parts always add up to `total`, unless all caps together are less. Without any weight the parts
/// weigh the same.
pub(super) fn share_out(total: u64, weights: &[f64], caps: Option<&[u64]>, out: &mut [u64]) {
    out.fill(0);
    let cap = |part: usize| caps.map_or(u64::MAX, |caps| caps[part]);
    let blank = !weights.iter().any(|weight| *weight > 0.0);
    let weight = |part: usize| if blank { 1.0 } else { weights[part] };
    let mut left = total;
    let mut open: Vec<(usize, f64)> = (0..out.len()).filter(|part| weight(*part) > 0.0 && cap(*part) > 0).map(|part| (part, 0.0)).collect();
    loop {
        let each = left as f64 / open.iter().map(|(part, _)| weight(*part)).sum::<f64>();
        let before = open.len();
        open.retain_mut(|(part, quota)| {
            *quota = weight(*part) * each;
            if *quota < cap(*part) as f64 {
                return true;
            }
            out[*part] = cap(*part).min(left);
            left -= out[*part];
            false
        });
        if open.len() == before {
            break;
        }
    }
    for (part, quota) in &mut open {
        let whole = (*quota as u64).min(left);
        out[*part] = whole;
        left -= whole;
        *quota -= whole as f64;
    }
    open.sort_by(|one, other| other.1.total_cmp(&one.1));
    for (part, _) in &open {
        if left > 0 && out[*part] < cap(*part) {
            out[*part] += 1;
            left -= 1;
        }
    }
    for (part, given) in out.iter_mut().enumerate() {
        let more = left.min(cap(part) - *given);
        *given += more;
        left -= more;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shared(total: u64, weights: &[f64], caps: Option<&[u64]>) -> Vec<u64> {
        let mut out = vec![9; weights.len()];
        share_out(total, weights, caps, &mut out);
        out
    }

    #[test]
    fn the_largest_remainders_are_rounded_up() {
        assert_eq!(shared(10, &[1.0, 1.0, 1.0], None), [4, 3, 3]);
        assert_eq!(shared(10, &[5.4, 3.5, 1.1], None), [5, 4, 1]);
        assert_eq!(shared(7, &[0.0, 0.0], None), [4, 3]);
        assert_eq!(shared(7, &[1.0, 0.0], None), [7, 0]);
    }

    #[test]
    fn what_a_cap_holds_back_goes_to_the_others() {
        assert_eq!(shared(10, &[8.0, 1.0, 1.0], Some(&[4, 9, 9])), [4, 3, 3]);
        assert_eq!(shared(10, &[1.0, 0.0], Some(&[4, 9])), [4, 6]);
    }

    proptest! {
        #[test]
        fn parts_add_up_within_their_caps(
            parts in prop::collection::vec((0.0..1e6_f64, 0..10_000_u64), 1..12),
            share in 0.0..=1.0_f64,
        ) {
            let (weights, caps): (Vec<f64>, Vec<u64>) = parts.into_iter().unzip();
            let room: u64 = caps.iter().sum();
            let total = (room as f64 * share) as u64;
            let out = shared(total, &weights, Some(&caps));
            prop_assert_eq!(out.iter().sum::<u64>(), total);
            prop_assert!(out.iter().zip(&caps).all(|(part, cap)| part <= cap));
            prop_assert_eq!(shared(total, &weights, None).iter().sum::<u64>(), total);
        }
    }
}

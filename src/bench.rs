//! What both engines of a build for the benchmark share: how much is asked for, and where it lies.

/// How many of something `?bench=what:N` asks for; 0 where it does not.
pub fn wanted_count(query: &str, what: &str) -> usize {
    let value = query
        .trim_start_matches('?')
        .split('&')
        .find_map(|pair| pair.strip_prefix("bench=")?.strip_prefix(what)?.strip_prefix(':'));
    value.and_then(|n| n.parse().ok()).unwrap_or(0)
}

/// Numbers between 0 and 1, always the same.
pub fn shares() -> impl FnMut() -> f64 {
    // A linear congruential generator: S. K. Park and K. W. Miller, Communications of the ACM 31
    // (1988), p. 1195.
    let mut seed = 1_u64;
    move || {
        seed = seed * 48_271 % 2_147_483_647;
        seed as f64 / 2_147_483_647.0
    }
}

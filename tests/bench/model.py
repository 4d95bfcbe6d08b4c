"""The laboratory's model in NumPy, vectorised: for each line "COUNT REPEATS" it answers "MILLISECONDS P50"."""
import sys
import time
import numpy as np

random = np.random.default_rng(20250331)


def run(n):
    t = lambda low, central, high: random.triangular(low, central, high, n)
    draws = 12_000 * t(0.60, 0.85, 1.00) * t(0.50, 0.85, 1.00) * t(0.65, 0.77, 0.85) / t(0.28, 0.30, 0.32)
    return np.quantile(draws, [0.05, 0.5, 0.95])


for line in sys.stdin:
    count, repeats = map(int, line.split())
    started = time.perf_counter()
    for _ in range(repeats):
        quantiles = run(count)
    print((time.perf_counter() - started) * 1000 / repeats, quantiles[1], flush=True)

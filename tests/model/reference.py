"""Quantiles of the laboratory's model by an independent generator: python reference.py > reference.json"""
import json
import numpy as np

N = 200_000
random = np.random.default_rng(20250331)
t = lambda low, central, high: random.triangular(low, central, high, N)
metal = 12_000 * t(0.60, 0.85, 1.00) * t(0.50, 0.85, 1.00) * t(0.65, 0.77, 0.85) / t(0.28, 0.30, 0.32)
alloy = 12_000 * t(0.60, 0.85, 1.00) * t(0.65, 0.77, 0.85)
print(json.dumps([[name, np.quantile(draws, [0.05, 0.5, 0.95]).tolist()] for name, draws in [("metal", metal), ("alloy", alloy)]]))

/** The figure in matplotlib, for its notebook: see `Figure.matplotlib`. */
export const breakdownPython = `fig, ax = plt.subplots(figsize=(9, 4), constrained_layout=True)
marks = {"holds": "o", "poor": "s", "shrinks": "v", "unfinished": "_", "diverged": "x"}
seeds = sorted(values("seed"))
for verdict in values("verdict"):
    own = select(verdict=verdict)
    beside = [row["gain"] + 0.015 * (seeds.index(row["seed"]) - (len(seeds) - 1) / 2) for row in own]
    ax.scatter(beside, [str(row["depth"]) for row in own], c=column("r2", own), vmin=0.8, vmax=1, marker=marks[verdict], label=verdict)
ax.set(xlabel="gain of the initial weights", ylabel="depth")
ax.legend()
plt.show()`;

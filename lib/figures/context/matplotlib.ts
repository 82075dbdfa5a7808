/** The figure in matplotlib, for its notebook: see `Figure.matplotlib`. */
export const contextPython = `points, runs = select(what="point"), select(what="run")
gains = list(dict.fromkeys(row["gain"] for row in points))
fig, axes = plt.subplots(1, len(gains) + 1, figsize=(3.6 * (len(gains) + 1), 3.4), squeeze=False, constrained_layout=True)
for ax, gain in zip(axes.flat, gains):
    for context, mark in [(1, "o"), (2, "^")]:
        own = [row for row in points if row["gain"] == gain and row["context"] == context]
        ax.scatter(column("axis1", own), column("axis2", own), c=column("asked", own), marker=mark)
    ax.set(title=f"gain {gain}", xlabel="axis 1", ylabel="axis 2")
last = axes.flat[-1]
last.plot(column("gain", runs), column("ignoredBefore", runs), "^", fillstyle="none", label="before training")
last.plot(column("gain", runs), column("ignoredAfter", runs), "o", label="after")
last.set(xlabel="gain of the initial weights", ylabel="share of the feature not asked for")
last.legend()
plt.show()`;

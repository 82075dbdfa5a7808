/** The figure in matplotlib, for its notebook: see `Figure.matplotlib`. */
export const alternativesPython = `systems = [column["name"] for column in data["columns"] if column["name"] not in ("group", "seed", "best", "meaningful", "run")]
fig, axes = plt.subplots(1, len(systems), figsize=(3.2 * len(systems), 4), sharey=True, squeeze=False, constrained_layout=True)
groups = values("group")
for ax, system in zip(axes.flat, systems):
    for n, group in enumerate(groups):
        own = select(group=group)
        ax.plot([row[system] if row[system] is not None else math.nan for row in own], [n] * len(own), "o", alpha=0.6)
    ax.axvline(1, color="black", linestyle="--")
    ax.set(title=system, xscale="log", xlabel="squared residuals over the theory's")
axes.flat[0].set_yticks(range(len(groups)), groups)
plt.show()`;

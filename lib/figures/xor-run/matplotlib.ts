/** The figure in matplotlib, for its notebook: see `Figure.matplotlib`. */
export const xorRunPython = `fig, ax = plt.subplots(figsize=(7, 4), constrained_layout=True)
for number, pair in enumerate(dict.fromkeys(row["pair"] for row in rows)):
    own = select(pair=pair)
    ax.plot(column("step", own), column("distance", own), color=f"C{number}", label=pair)
    if own[-1]["theory"] is not None:
        ax.plot([own[-1]["step"]], [own[-1]["theory"]], "x", color=f"C{number}")
ax.set(xlabel="step", ylabel="distance; crosses: the closed form", xscale="symlog")
ax.legend()
plt.show()`;

/** The figure in matplotlib, for its notebook: see `Figure.matplotlib`. */
export const phasePortraitPython = `fig, ax = plt.subplots(figsize=(7, 6), constrained_layout=True)
field = select(what="field")
if field:
    ax.quiver(*(column(name, field) for name in ["h", "c", "dh", "dc"]), color="lightgray", angles="xy")
for what, style in [("curve", "-"), ("run", "-"), ("theory", "--"), ("end", "o")]:
    path = select(what=what)
    colour = {"curve": "gray", "run": "C0"}.get(what, "black")
    ax.plot(column("h", path), column("c", path), style, color=colour, linewidth=3.5 if what == "run" else 1.5, label=what)
ax.set(xlabel="h", ylabel="c = y - w")
ax.legend()
plt.show()`;

/** The figure in matplotlib, for its notebook: see `Figure.matplotlib`. */
export const richnessPython = `fig, axes = plt.subplots(1, 2, figsize=(11, 4), constrained_layout=True)
for ax, name in zip(axes, ["p", "h"]):
    for gauge in dict.fromkeys(row["C"] for row in select(what="shape")):
        shape = select(what="shape", C=gauge)
        ax.plot(column("x", shape), column(name, shape), color="lightgray", label=f"C = {float(gauge):.3g}")
    ax.plot(column("x", select(what="run")), column(name, select(what="run")), linewidth=3.5, alpha=0.8, label="network")
    ax.plot(column("x", select(what="theory")), column(name, select(what="theory")), "k--", label="theory")
    ax.set(xlabel="time in units of the decay at the end", ylabel=name)
axes[0].legend()
plt.show()`;

/** The figure in matplotlib, for its notebook: see `Figure.matplotlib`. */
export const modernPython = `curves = [name for name in ("h", "y", "w", "loss") if name in rows[0]]
networks = values("network")
fig, axes = plt.subplots(len(networks), len(curves), figsize=(3.4 * len(curves), 2.4 * len(networks)), squeeze=False, constrained_layout=True)
for line, network in zip(axes, networks):
    shown = [row for row in select(network=network) if row["step"] is not None]
    for ax, name in zip(line, curves):
        ax.plot(column("step", shown), column(name, shown), linewidth=3.5, alpha=0.8)
        ax.plot(column("step", shown), column(name + "Theory", shown), "k--")
        ax.set(title=f"{network}: {name}")
plt.show()`;

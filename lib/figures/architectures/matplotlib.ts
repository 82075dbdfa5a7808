/** The figure in matplotlib, for its notebook: see `Figure.matplotlib`. */
export const architecturesPython = `networks = values("network")
across = 4
down = math.ceil(len(networks) / across)
fig, axes = plt.subplots(down, across, figsize=(14, 2.6 * down), squeeze=False, constrained_layout=True)
for ax, network in zip(axes.flat, networks):
    shown = select(network=network)
    ax.plot(column("step", shown), column("observed", shown), linewidth=3.5, alpha=0.8)
    ax.plot(column("step", shown), column("theory", shown), "k--")
    r2 = shown[0]["r2"]
    ax.set_title(network if r2 is None else f"{network}, R² = {r2:.4f}")
for ax in axes.flat[len(networks) :]:
    ax.axis("off")
plt.show()`;

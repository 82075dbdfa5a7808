/** The figure in matplotlib, for its notebook: see `Figure.matplotlib`. */
export const twoNetworksPython = `pairs = select(what="pair")
alike = select(what="r")
size = 1 + max(max(row["first"], row["second"]) for row in pairs)
fig, axes = plt.subplots(1, 3, figsize=(14, 4.2), constrained_layout=True)
for ax, network in zip(axes, select(what="network")):
    matrix = [[0.0] * size for _ in range(size)]
    for row in pairs:
        value = row[network["side"]]
        value = math.nan if value is None else value
        matrix[row["first"]][row["second"]] = matrix[row["second"]][row["first"]] = value
    fig.colorbar(ax.imshow(matrix, vmin=0, vmax=2), ax=ax)
    ax.set(title=network["network"])
places = list(range(len(alike)))
axes[2].plot(column("rBefore", alike), places, "o", fillstyle="none", label="before training")
axes[2].plot(column("r", alike), places, "o", label="after training")
axes[2].set(xlabel="Pearson's r of the two matrices", yticks=places, yticklabels=[row["over"] for row in alike])
axes[2].legend()
plt.show()`;

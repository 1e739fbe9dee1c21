using Portal.Domain;
using Portal.Infrastructure.Plugins;
using Portal.Infrastructure.Rollouts;

namespace Portal.Rollouts;

/// <summary>Which rollouts are asked for.</summary>
/// <param name="State"><c>active</c>, <c>finished</c>; all when null.</param>
/// <param name="Plugin">Only this plugin's, by key; all when null.</param>
internal sealed record RolloutFilter(string? State, string? Plugin)
{
    public static readonly RolloutFilter All = new(null, null);

    public Error? Check() => State is null or "active" or "finished" ? null : new InvalidFields([new("/state", State, "A state is active or finished.")]);

    public IQueryable<RolloutRow> Apply(IQueryable<RolloutRow> rows, IQueryable<PluginRow> plugins)
    {
        rows = State switch
        {
            "active" => rows.Where(r => r.FinishedAt == null),
            "finished" => rows.Where(r => r.FinishedAt != null),
            _ => rows,
        };
        return Plugin is null ? rows : rows.Where(r => plugins.Any(p => p.Id == r.PluginId && p.Key == Plugin));
    }
}

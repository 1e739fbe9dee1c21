using Portal.Domain;
using Portal.Domain.Objectives.Alerts;
using Portal.Domain.Rollouts;
using Portal.Infrastructure.Objectives.Alerts;

namespace Portal.Objectives.Alerts;

/// <summary>Which alerts are wanted; null wants all.</summary>
/// <param name="State">open, acknowledged or resolved.</param>
/// <param name="Severity">This and worse.</param>
/// <param name="Class">Of <see cref="AlertClass"/>, or test.</param>
/// <param name="Plugin">Its key.</param>
/// <param name="Rollout">Its id.</param>
internal sealed record AlertFilter(string? State = null, string? Severity = null, string? Class = null, string? Plugin = null, string? Rollout = null)
{
    public static IReadOnlyList<string> States { get; } = ["open", "acknowledged", "resolved"];

    public InvalidFields? Check()
    {
        var faults = new List<FieldError>();
        if (State is not null && !States.Contains(State))
        {
            faults.Add(new("/state", FieldText.Excerpt(State), "A state is open, acknowledged or resolved."));
        }

        if (Severity is not null && !AlertChannelCheck.TryWord<AlertSeverity>(Severity, out _))
        {
            faults.Add(new("/severity", FieldText.Excerpt(Severity), "A severity is info, warning, error or critical."));
        }

        if (Class is not null && Class != AlertClass.Test && !AlertClass.All.Contains(Class))
        {
            faults.Add(new("/class", FieldText.Excerpt(Class), $"A class is one of {string.Join(", ", AlertClass.All)}, {AlertClass.Test}."));
        }

        if (Rollout is not null && !RolloutId.TryParse(Rollout, out _))
        {
            faults.Add(new("/rollout", FieldText.Excerpt(Rollout), "A rollout is named by its id, such as rol_…"));
        }

        return faults.Count == 0 ? null : new(faults);
    }

    public IQueryable<AlertRow> Apply(IQueryable<AlertRow> rows)
    {
        rows = State switch
        {
            "open" => rows.Where(row => row.ResolvedAt == null && row.AcknowledgedAt == null),
            "acknowledged" => rows.Where(row => row.ResolvedAt == null && row.AcknowledgedAt != null),
            "resolved" => rows.Where(row => row.ResolvedAt != null),
            _ => rows,
        };
        if (Severity is not null && AlertChannelCheck.TryWord<AlertSeverity>(Severity, out var least))
        {
            var wanted = Enum.GetValues<AlertSeverity>().Where(severity => severity >= least).ToList();
            rows = rows.Where(row => wanted.Contains(row.Severity));
        }

        var path = "/rollouts/" + Rollout;
        return rows.Where(row => (Class == null || row.Class == Class) && (Plugin == null || row.PluginKey == Plugin) && (Rollout == null || row.DashboardPath == path));
    }
}

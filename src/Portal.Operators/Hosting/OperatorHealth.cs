using System.Globalization;

namespace Portal.Operators.Hosting;

/// <summary>How this process does, for probes and for whoever scrapes it.</summary>
internal sealed class OperatorHealth
{
    // Upper bounds in seconds; Argo Rollouts' buckets, which fit reconcilers.
    private static readonly double[] Bounds = [0.01, 0.05, 0.15, 0.25, 0.5, 1];

    private readonly Lock _lock = new();
    private readonly long[] _buckets = new long[Bounds.Length];
    private double _seconds;
    private long _count;
    private long _failures;

    /// <summary>This process leads and has seen every rollout.</summary>
    public bool IsWatching { get; set; }

    /// <summary>Operations of the portal are being executed; null when there is no database to take them from.</summary>
    public bool? IsDispatching { get; set; }

    public Func<bool> IsLeader { get; set; } = () => false;

    public Func<int> Queue { get; set; } = () => 0;

    /// <summary>Tenants whose audit logs do not continue what was signed before.</summary>
    public Func<int> AuditAlarms { get; set; } = () => 0;

    /// <summary>Tenants whose audit logs could not be looked at the last time.</summary>
    public Func<int> LateAudits { get; set; } = () => 0;

    /// <summary>Ready is: doing its part, which for a standby is standing by.</summary>
    public bool IsReady => Reason.Length == 0;

    public string Reason => this switch
    {
        _ when IsLeader() && !IsWatching => "The rollouts have not been listed yet.",
        { IsDispatching: false } => "The database has not been reached yet.",
        _ => "",
    };

    public void Reconciled(TimeSpan time, bool failed)
    {
        lock (_lock)
        {
            _count++;
            _failures += failed ? 1 : 0;
            _seconds += time.TotalSeconds;
            for (var i = 0; i < Bounds.Length; i++)
            {
                _buckets[i] += time.TotalSeconds <= Bounds[i] ? 1 : 0;
            }
        }
    }

    /// <summary>Prometheus text format 0.0.4.</summary>
    public string Metrics()
    {
        var text = new System.Text.StringBuilder();
        lock (_lock)
        {
            Line(text, "portal_operator_leader", "gauge", IsLeader() ? 1 : 0);
            Line(text, "portal_operator_queue_depth", "gauge", Queue());
            Line(text, "portal_operator_audit_alarms", "gauge", AuditAlarms());
            Line(text, "portal_operator_audit_late", "gauge", LateAudits());
            Line(text, "portal_operator_reconcile_errors_total", "counter", _failures);
            text.Append("# TYPE portal_operator_reconcile_seconds histogram\n");
            for (var i = 0; i < Bounds.Length; i++)
            {
                text.Append(CultureInfo.InvariantCulture, $"portal_operator_reconcile_seconds_bucket{{le=\"{Bounds[i]}\"}} {_buckets[i]}\n");
            }

            text.Append(CultureInfo.InvariantCulture, $"portal_operator_reconcile_seconds_bucket{{le=\"+Inf\"}} {_count}\n");
            text.Append(CultureInfo.InvariantCulture, $"portal_operator_reconcile_seconds_sum {_seconds}\n");
            text.Append(CultureInfo.InvariantCulture, $"portal_operator_reconcile_seconds_count {_count}\n");
        }

        Line(text, "process_resident_memory_bytes", "gauge", Environment.WorkingSet);
        return text.ToString();
    }

    private static void Line(System.Text.StringBuilder text, string name, string type, double value) =>
        text.Append(CultureInfo.InvariantCulture, $"# TYPE {name} {type}\n{name} {value}\n");
}

using System.Text.Json.Nodes;
using Portal.Domain.Rollouts;
using Portal.Operators.Kubernetes;
using Portal.Operators.Objectives;
using Portal.Operators.Rollouts.Traffic;

namespace Portal.Operators.Rollouts.Documents;

/// <summary>The custom resource's spec as the planner's record.</summary>
internal static class SpecDocument
{
    /// <param name="resource">The custom resource.</param>
    /// <param name="settings">Checksum of the config maps and secrets that its pod template names.</param>
    public static SpecReading Read(JsonObject resource, string settings = "")
    {
        var problems = new List<StrategyProblem>();
        var spec = resource.ObjectAt("spec");
        var strategy = StrategyDocument.ReadResource(spec?["strategy"]);
        problems.AddRange(strategy.Problems.Select(problem => problem with { Path = $"/spec/strategy{problem.Path}" }));
        var plugin = Required(spec, "plugin", problems);
        var version = Required(spec, "version", problems);
        var digest = spec.TextAt("digest") ?? "";
        if (!spec.ItemsAt("template", "spec", "containers").Any())
        {
            problems.Add(new StrategyProblem("/spec/template/spec/containers", "must hold at least one container"));
        }

        if (spec.WholeAt("replicas") is < 0 or > 1000)
        {
            problems.Add(new StrategyProblem("/spec/replicas", "must be from 0 to 1000"));
        }

        var target = new RevisionRef(RevisionHash.Of(plugin, version, digest, spec?["template"], settings), version, digest);
        var traffic = TrafficTarget.Of(resource);
        TrafficDocument.Check(spec, traffic, strategy.Strategy ?? RolloutStrategy.Default, problems);
        var result = Nothing(resource, target) with
        {
            Plugin = plugin,
            Replicas = (int?)spec.WholeAt("replicas"),
            Strategy = strategy.Strategy ?? RolloutStrategy.Default,
            Analysis = AnalysisDocument.Read(spec, SourceDocument.Read(resource, problems).Interval, problems),
            ProgressDeadline = Duration(spec, problems, TimeSpan.FromMinutes(10), "progressDeadline"),
            DrainDelay = Duration(spec, problems, TimeSpan.FromSeconds(3), "drainDelay"),
            Rollback = RollbackDocument.Read(spec, problems),
            FreezeWindows = FreezeDocument.Read(spec, problems),
            BudgetOverride = ObjectiveGate.Override(resource),
            FreezeOverride = FreezeDocument.Override(resource, problems),
            Paused = spec.FlagAt("paused") ?? false,
            Approvals = [.. spec.ItemsAt("approvals").Select(Approval)],
            Promote = Command(spec.ObjectAt("promote")),
            Abort = Command(spec.ObjectAt("abort")),
            Retry = Command(spec.ObjectAt("retry")),
        };
        return new SpecReading(problems.Count == 0 ? result : null, problems);
    }

    /// <summary>What does not come from the spec: enough to let go of a deleted rollout whose spec cannot be read.</summary>
    public static RolloutSpec Nothing(JsonObject resource, RevisionRef? target) => new()
    {
        Plugin = resource.Key().Name,
        Target = target ?? new("", "", ""),
        Traffic = TrafficTarget.Of(resource).Kind,
        TrafficObject = TrafficTarget.Of(resource).ToString(),
        DeletedAt = resource.TimeAt("metadata", "deletionTimestamp"),
        SkipsRestore = resource.Annotation(RolloutNames.SkipRestoreAnnotation) == "true",
    };

    public static int ServicePort(JsonObject resource) => (int)(resource.WholeAt("spec", "servicePort") ?? 80);

    private static string Required(JsonObject? spec, string name, List<StrategyProblem> problems)
    {
        var value = spec.TextAt(name);
        if (string.IsNullOrWhiteSpace(value))
        {
            problems.Add(new StrategyProblem($"/spec/{name}", "is missing"));
        }

        return value ?? "";
    }

    internal static TimeSpan Duration(JsonObject? spec, List<StrategyProblem> problems, TimeSpan otherwise, params ReadOnlySpan<string> path)
    {
        if (spec.At(path) is null)
        {
            return otherwise;
        }

        if (DurationText.TryParse(spec.TextAt(path), out var duration) && duration > TimeSpan.Zero)
        {
            return duration;
        }

        problems.Add(new StrategyProblem($"/spec/{string.Join('/', path)}", "must be an ISO 8601 duration above zero, such as PT30S"));
        return otherwise;
    }

    private static RolloutApproval Approval(JsonObject approval) =>
        new(approval.TextAt("revision") ?? "", (int)(approval.WholeAt("step") ?? -1), approval.TextAt("by") ?? "somebody", approval.TextAt("group"));

    private static RolloutCommand? Command(JsonObject? command) => command is null
        ? null
        : new RolloutCommand(command.TextAt("revision") ?? "", command.TextAt("by") ?? "somebody", command.TextAt("id") ?? "", command.TextAt("reason"));
}

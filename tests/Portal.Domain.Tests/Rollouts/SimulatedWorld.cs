using Portal.Domain.Rollouts;
using Portal.Domain.Rollouts.Planning;

namespace Portal.Domain.Tests.Rollouts;

/// <summary>Just enough of a cluster to carry out plans, with every write checked against the invariants.</summary>
internal sealed class SimulatedWorld
{
    public static readonly RevisionRef V1 = new("hash1", "1.0.0", "sha256:1");
    public static readonly RevisionRef V2 = new("hash2", "2.0.0", "sha256:2");
    public static readonly RevisionRef V3 = new("hash3", "3.0.0", "sha256:3");

    private DateTimeOffset _acceptedAt;
    private int _acceptedWeight;
    private DateTimeOffset? _setAt;

    public RolloutSpec Spec { get; set; } = new() { Plugin = "demo", Target = V1, Replicas = 2, DrainDelay = TimeSpan.FromSeconds(2) };

    public RolloutStatus Status { get; set; } = new();

    public SimulatedPods? Stable { get; private set; }

    public SimulatedPods? Canary { get; private set; }

    public int Weight { get; set; }

    public bool HasRoute { get; set; } = true;

    public HeaderMatch? Header { get; private set; }

    /// <summary>Whether the route's status says that a change has been accepted.</summary>
    public bool Acknowledges { get; set; } = true;

    /// <summary>The pod template that a rolling update has kept.</summary>
    public RevisionRef? Kept { get; private set; }

    public bool HasPreview { get; set; }

    public DateTimeOffset Now { get; private set; } = new(2026, 11, 21, 0, 0, 0, TimeSpan.Zero);

    public TimeSpan ReadyAfter { get; set; } = TimeSpan.FromSeconds(2);

    public TimeSpan AcceptAfter { get; set; } = TimeSpan.FromSeconds(1);

    public bool NewPodsNeverReady { get; set; }

    /// <summary>What the analysis says; by default that all is well, with as much measured time as the step is old.</summary>
    public Func<SimulatedWorld, RolloutReport?> Report { get; set; } = Healthy;

    public List<RolloutAction> Actions { get; } = [];

    public List<string> Told { get; } = [];

    public List<int> Weights { get; } = [];

    public static RolloutReport Healthy(SimulatedWorld world) => new()
    {
        Verdict = RolloutVerdict.Successful,
        Message = "fine",
        MeasuredInStep = world.Now - (world.Status.StepStartedAt ?? world.Now),
    };

    public static RolloutReport Failed(SimulatedWorld world) => new() { Verdict = RolloutVerdict.Failed, Message = "too many errors" };

    public static RolloutReport NoData(SimulatedWorld world) =>
        new() { Verdict = RolloutVerdict.NoData, Message = "no measurements", MeasuredInStep = TimeSpan.FromHours(1) };

    public ObservedState Observe() => new(
        Stable is { } stable ? stable.Observe() with { KeptRevision = Kept?.Hash } : null,
        Canary?.Observe(),
        HasRoute ? new ObservedRoute(Weight, !Acknowledges || Weight == _acceptedWeight) { Header = Header, SetAt = Acknowledges ? null : _setAt } : null)
    {
        HasPreview = HasPreview,
    };

    /// <summary>One look of the operator. <paramref name="crashAfter"/> actions it dies, and nothing of the plan's status is kept.</summary>
    public RolloutPlan Look(int? crashAfter = null)
    {
        var plan = RolloutPlanner.Plan(Spec, Status, Observe(), Report(this), Now);
        foreach (var action in plan.Actions.Take(crashAfter ?? int.MaxValue))
        {
            Check(action, plan.Status);
            Carry(action);
            Actions.Add(action);
        }

        if (crashAfter is null)
        {
            Status = plan.Status;
            Told.AddRange(plan.Told.Select(entry => entry.Kind));
        }

        return plan;
    }

    public void Advance(TimeSpan time)
    {
        Now += time;
        Stable?.Settle(Now);
        Canary?.Settle(Now);
        if (Now >= _acceptedAt)
        {
            _acceptedWeight = Weight;
        }
    }

    public void RunUntil(Func<SimulatedWorld, bool> done, int seconds = 600)
    {
        for (var i = 0; i < seconds; i++)
        {
            Look();
            if (done(this))
            {
                return;
            }

            Advance(TimeSpan.FromSeconds(1));
        }

        throw new InvalidOperationException($"Not done after {seconds} s: {Status.Phase} step {Status.StepIndex}: {Status.Message}");
    }

    /// <summary>Version 1 installed and live.</summary>
    public SimulatedWorld Installed()
    {
        RunUntil(world => world.Status.Phase == RolloutPhase.Completed);
        Actions.Clear();
        Told.Clear();
        Weights.Clear();
        return this;
    }

    public void Drift(int weight) => (Weight, _acceptedWeight) = (weight, weight);

    private void Check(RolloutAction action, RolloutStatus status)
    {
        if (action is RollWorkload or RestoreTemplate && Weight > 0)
        {
            throw new InvalidOperationException("Pods are rolled while the canary has traffic.");
        }

        if (action is SetWeight { CanaryWeight: var weight, Header: var header })
        {
            if ((weight > 0 || header is not null) && (Canary?.Observe().Ready ?? 0) == 0)
            {
                throw new InvalidOperationException($"I2: {weight} % to a canary without ready pods ({status.Phase})");
            }

            if (weight < 100 && (Stable?.Observe().Ready ?? 0) == 0 && (Canary?.Observe().Ready ?? 0) > 0)
            {
                throw new InvalidOperationException($"I2: {100 - weight} % to a stable version without ready pods while the canary has some");
            }

            var allowed = status.Phase switch
            {
                RolloutPhase.Promoting => 100,
                RolloutPhase.Progressing or RolloutPhase.Paused or RolloutPhase.AwaitingApproval =>
                    Spec.Strategy.Steps.Take(status.StepIndex + 1).OfType<SetWeightStep>().LastOrDefault()?.Weight ?? 0,
                RolloutPhase.RollingBack => Weight,
                _ => 0,
            };
            if (weight > allowed)
            {
                throw new InvalidOperationException($"I1: {weight} % is more than the step's {allowed} %");
            }
        }

        if (action is ScaleWorkload { Replicas: 0, Arm: Arm.Canary } && Weight > 0)
        {
            throw new InvalidOperationException("The canary is scaled down while it has traffic.");
        }

        if (action is ApplyWorkload { Arm: Arm.Canary } && (Weight > 0 || _acceptedWeight > 0))
        {
            throw new InvalidOperationException("The canary is replaced while it has traffic.");
        }

        if (action is CopyCanaryToStable && (Weight != 100 || _acceptedWeight != 100))
        {
            throw new InvalidOperationException("Stable is replaced while it has traffic.");
        }
    }

    private void Carry(RolloutAction action)
    {
        switch (action)
        {
            case SetWeight set:
                Weight = set.CanaryWeight;
                Header = set.Header;
                Weights.Add(Weight);
                (_setAt, _acceptedAt) = (Now, Now + AcceptAfter);
                break;
            case ApplyWorkload { Arm: Arm.Stable } apply:
                Stable = Replace(Stable, Spec.Target, apply.Replicas);
                break;
            case ApplyWorkload apply:
                Canary = Replace(Canary, Spec.Target, apply.Replicas);
                break;
            case RollWorkload roll:
                Kept = Stable?.Revision == roll.Keep ? roll.Keep : Kept;
                Stable = Replace(Stable, Spec.Target, roll.Replicas);
                break;
            case RestoreTemplate restore:
                Stable = Replace(Stable, Kept!, restore.Replicas);
                Stable.NeverReady = false;
                break;
            case RemovePreview:
                HasPreview = false;
                break;
            case CopyCanaryToStable copy:
                Stable = Replace(Stable, Canary!.Revision, copy.Replicas);
                break;
            case ScaleWorkload scale:
                var pods = scale.Arm == Arm.Stable ? Stable : Canary;
                if (pods is not null)
                {
                    pods.Replicas = scale.Replicas;
                    pods.ReadyAt = Now + ReadyAfter;
                    pods.NewReady = Math.Min(pods.NewReady, scale.Replicas);
                }

                break;
        }
    }

    private SimulatedPods Replace(SimulatedPods? before, RevisionRef revision, int replicas) => new()
    {
        Revision = revision,
        Replicas = replicas,
        OldReady = before is null ? 0 : before.OldReady + before.NewReady,
        ReadyAt = Now + ReadyAfter,
        NeverReady = NewPodsNeverReady,
    };
}

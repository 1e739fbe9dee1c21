using System.Globalization;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Rollouts;
using Portal.Domain.Rollouts.Governance;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Rollouts;
using Portal.Plugins;

namespace Portal.Rollouts.Governance;

/// <summary>A step of the strategy that waits for some groups: who is in one of them, or stands in for somebody who is, speaks for it.</summary>
internal static class StepApprovals
{
    /// <summary>The group for which the caller speaks; null where the step names none.</summary>
    public static async Task<Result<string?>> GroupAsync(TenantUnitOfWork work, Caller caller, RolloutRow rollout, CancellationToken cancellationToken)
    {
        if (StoredStrategy.Read(rollout.Strategy).Steps.ElementAtOrDefault(rollout.StepIndex) is not ApproveStep { Groups.Count: > 0 } step)
        {
            return (string?)null;
        }

        var decider = await DeciderReading.ReadAsync(work, caller.Id, cancellationToken);
        var group = decider.AllGroups.FirstOrDefault(name => step.Groups.Contains(name, StringComparer.Ordinal));
        return group is null ? NotIn(rollout.StepIndex, step) : group;
    }

    /// <summary>
    /// Whoever promotes past steps that wait for groups says what their members would have said: they are in one of each, or govern rollouts, which
    /// the record then says.
    /// </summary>
    /// <returns>The steps whose groups were passed over, in words; null when none were.</returns>
    public static async Task<Result<string?>> SkipAsync(TenantUnitOfWork work, Caller caller, RolloutRow rollout, CancellationToken cancellationToken)
    {
        var skipped = StoredStrategy.Read(rollout.Strategy).Steps.Select((step, index) => (Step: step as ApproveStep, Index: index))
            .Skip(rollout.StepIndex).Where(step => step.Step is { Groups.Count: > 0 }).ToList();
        if (skipped.Count == 0)
        {
            return (string?)null;
        }

        var groups = (await DeciderReading.ReadAsync(work, caller.Id, cancellationToken)).AllGroups;
        var foreign = skipped.FindAll(step => !step.Step!.Groups.Any(groups.Contains));
        return foreign.Count == 0 ? (string?)null
            : caller.Lacks(Permission.GovernRollouts) is not null ? NotIn(foreign[0].Index, foreign[0].Step!)
            : string.Join("; ", foreign.Select(step => string.Create(CultureInfo.InvariantCulture, $"step {step.Index + 1}: {string.Join(" or ", step.Step!.Groups)}")));
    }

    private static NotAnApprover NotIn(int index, ApproveStep step) => new(string.Create(CultureInfo.InvariantCulture, $"{index + 1} of the strategy"), step.Groups);
}

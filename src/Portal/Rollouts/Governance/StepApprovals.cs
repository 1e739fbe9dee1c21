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
        var group = decider.Groups.Concat(decider.Delegations.SelectMany(delegation => delegation.Groups)).FirstOrDefault(name => step.Groups.Contains(name, StringComparer.Ordinal));
        return group is null ? new NotAnApprover(string.Create(CultureInfo.InvariantCulture, $"{rollout.StepIndex + 1} of the strategy"), step.Groups) : group;
    }
}

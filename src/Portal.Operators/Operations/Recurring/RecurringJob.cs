using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Npgsql;
using Quartz;

namespace Portal.Operators.Operations.Recurring;

/// <summary>The scheduler's side of what recurs: one trigger each, fired on one replica, enqueues and is done.</summary>
[DisallowConcurrentExecution]
internal sealed partial class RecurringJob(IEnumerable<RecurringOperation> registered, RecurringOperations operations, ILogger<RecurringJob> logger) : IJob
{
    public const string Group = "recurring";

    /// <summary>Makes the scheduler's triggers those that are registered, whatever an earlier version left.</summary>
    public static async Task EnsureAsync(IScheduler scheduler, IReadOnlyList<RecurringOperation> registered, CancellationToken cancellationToken)
    {
        foreach (var recurring in registered)
        {
            var (job, trigger) = (new JobKey(recurring.Kind, Group), new TriggerKey(recurring.Kind, Group));
            var stored = await scheduler.GetTrigger(trigger, cancellationToken);
            if (stored?.Description != recurring.Schedule.ToString())
            {
                var detail = JobBuilder.Create<RecurringJob>().WithIdentity(job).RequestRecovery().Build();
                await scheduler.ScheduleJob(detail, [recurring.Trigger(trigger, job)], new ScheduleJobOptions { Replace = true }, cancellationToken);
            }
        }

        foreach (var job in (await scheduler.QueryJobs(new JobQuery { Group = GroupMatcher<JobKey>.GroupEquals(Group) }, cancellationToken)).Items)
        {
            if (registered.All(recurring => recurring.Kind != job.Key.Name))
            {
                await scheduler.DeleteJob(job.Key, cancellationToken);
            }
        }
    }

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var kind = context.JobDetail.Key.Name;
        if (registered.FirstOrDefault(recurring => recurring.Kind == kind) is not { } found)
        {
            // A newer version asked for it and runs elsewhere.
            return;
        }

        var due = context.ScheduledFireTimeUtc ?? context.FireTimeUtc;
        try
        {
            var count = await operations.EnqueueAsync(found, due, ActivityTraceId.CreateRandom().ToString(), cancellationToken);
            Enqueued(logger, kind, due, count);
        }
        catch (NpgsqlException away)
        {
            Behind(logger, kind, due, away.Message);
        }
    }

    [LoggerMessage(5220, LogLevel.Debug, "{Kind} of {Due}: {Count} operations.")]
    private static partial void Enqueued(ILogger logger, string kind, DateTimeOffset due, int count);

    [LoggerMessage(5221, LogLevel.Warning, "{Kind} of {Due} could not be enqueued everywhere and comes again at its next time: {Reason}")]
    private static partial void Behind(ILogger logger, string kind, DateTimeOffset due, string reason);
}

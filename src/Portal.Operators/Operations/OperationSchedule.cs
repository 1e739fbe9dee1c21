using Portal.Domain.Operations;
using Portal.Domain.Tenancy;
using Quartz;

namespace Portal.Operators.Operations;

/// <summary>Puts operations on the scheduler, each once.</summary>
internal static class OperationSchedule
{
    private const string Group = "operations";

    public static async Task NowAsync(IScheduler scheduler, TenantId tenant, OperationId id, CancellationToken cancellationToken)
    {
        var key = new JobKey(id.ToString(), Group);
        var job = JobBuilder.Create<OperationJob>()
            .WithIdentity(key)
            .RequestRecovery()
            .UsingJobData(OperationJob.TenantEntry, tenant.Value.ToString())
            .UsingJobData(OperationJob.OperationEntry, id.Value.ToString())
            .Build();
        try
        {
            if (!await scheduler.Exists(key, cancellationToken))
            {
                await scheduler.ScheduleJob(job, TriggerBuilder.Create().WithIdentity(key.Name, Group).StartNow().Build(), cancellationToken: cancellationToken);
            }
        }
        catch (ObjectAlreadyExistsException)
        {
            // Another replica heard of it, too.
        }
    }

    /// <summary>From inside the job: it goes on existing, with another trigger.</summary>
    public static async Task AgainAsync(IScheduler scheduler, IJobDetail job, DateTimeOffset at, CancellationToken cancellationToken) =>
        await scheduler.ScheduleJob(TriggerBuilder.Create().ForJob(job.Key).WithIdentity($"{job.Key.Name}-{at.UtcTicks}", Group).StartAt(at).Build(), cancellationToken: cancellationToken);
}

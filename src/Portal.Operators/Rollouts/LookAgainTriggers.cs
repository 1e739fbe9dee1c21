using Portal.Operators.Kubernetes;
using Quartz;

namespace Portal.Operators.Rollouts;

/// <summary>
/// When rollouts are to be looked at again: a Quartz scheduler in memory with one trigger for each, at the next of its ticks, ends of pauses and deadlines.
/// Made anew from the objects with each term of leadership, and gone with it: it decides when to look, never what is true.
/// </summary>
internal sealed class LookAgainTriggers : IAsyncDisposable
{
    // A job only puts a key into a queue.
    private const int Threads = 16;

    private readonly IScheduler _scheduler;
    private readonly TimeProvider _time;

    private LookAgainTriggers(IScheduler scheduler, TimeProvider time) => (_scheduler, _time) = (scheduler, time);

    /// <param name="due">Called when a rollout's time has come; must not wait.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    public static async Task<LookAgainTriggers> StartAsync(Action<ResourceKey> due, TimeProvider time, CancellationToken cancellationToken)
    {
        // Triggers have a time of day: on a clock that somebody sets they must come neither late nor all at once.
        var steady = new SteadyTime(time);
        var scheduler = await QuartzSchedulerBuilder.Create(quartz =>
        {
            quartz.ConfigureScheduler(options =>
            {
                // Each term has its own.
                options.InstanceName = $"rollouts-{Guid.CreateVersion7():N}";
                // Hundreds are due within a second: taken together, and none before its time.
                options.MaxBatchSize = Threads;
                options.BatchTriggerAcquisitionFireAheadTimeWindow = TimeSpan.Zero;
            });
            quartz.UseInMemoryStore();
            quartz.UseDefaultThreadPool(Threads);
            quartz.UseTimeProvider(steady);
            quartz.AddJobType(_ => new LookAgainJob(due));
        }).BuildScheduler(cancellationToken);
        await scheduler.AddJob(JobBuilder.Create<LookAgainJob>().WithIdentity(LookAgainJob.Key).StoreDurably().Build(), new AddJobOptions { Replace = true }, cancellationToken);
        await scheduler.Start(cancellationToken);
        return new LookAgainTriggers(scheduler, steady);
    }

    /// <summary>The one time at which it is looked at next, whatever was said before.</summary>
    public async ValueTask SetAsync(ResourceKey rollout, TimeSpan delay, CancellationToken cancellationToken) => await _scheduler.ScheduleTrigger(
        TriggerBuilder.Create().ForJob(LookAgainJob.Key).WithIdentity(Of(rollout)).StartAt(_time.GetUtcNow() + delay).Build(), TriggerConflict.Replace, cancellationToken);

    /// <summary>Nothing is awaited any more.</summary>
    public async ValueTask ForgetAsync(ResourceKey rollout, CancellationToken cancellationToken) => await _scheduler.UnscheduleJob(Of(rollout), cancellationToken);

    public async ValueTask DisposeAsync() => await _scheduler.Shutdown(waitForJobsToComplete: false, CancellationToken.None);

    private static TriggerKey Of(ResourceKey rollout) => new(rollout.Name, rollout.Namespace);
}

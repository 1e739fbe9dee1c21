using Portal.Operators.Kubernetes;
using Quartz;

namespace Portal.Operators.Rollouts;

/// <summary>A trigger's time has come: its rollout, which it is named after, is looked at.</summary>
internal sealed class LookAgainJob(Action<ResourceKey> due) : IJob
{
    public static readonly JobKey Key = new("look-again", "rollouts");

    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        due(new ResourceKey(context.Trigger.Key.Group, context.Trigger.Key.Name));
        return ValueTask.CompletedTask;
    }
}

using Portal.Infrastructure.Tenancy;
using Portal.Operators.Kubernetes;
using Portal.Operators.Operations;
using Portal.Operators.Rollouts;

namespace Portal.Operators.Tenancy;

/// <summary>Takes the tenant's namespace out of the cluster: first its rollouts, so that nobody puts back what goes next.</summary>
internal sealed class ClusterPurge(IKubernetesClient client, TimeProvider time) : IPurgeStep
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(200);

    public string Name => "namespace";

    public async Task<string> RemoveAsync(TenantInfo tenant, CancellationToken cancellationToken)
    {
        var key = new ResourceKey("", tenant.Namespace);
        if (await client.FindAsync(ResourceKind.Namespace, key, cancellationToken) is { } space)
        {
            if (space.Label(RolloutNames.TenantLabel) != tenant.Id.Value.ToString())
            {
                throw new OperationRefusedException($"The namespace {tenant.Namespace} belongs to somebody else.");
            }

            foreach (var rollout in (await client.ListAsync(RolloutNames.PluginRollout, tenant.Namespace, null, cancellationToken)).Items)
            {
                await client.DeleteAsync(RolloutNames.PluginRollout, rollout.Key(), cancellationToken);
            }

            await client.DeleteAsync(ResourceKind.Namespace, key, cancellationToken);
            await UntilGoneAsync(key, cancellationToken);
        }

        return $"The namespace {tenant.Namespace} and everything in it is gone.";
    }

    private async Task UntilGoneAsync(ResourceKey key, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        while (await client.FindAsync(ResourceKind.Namespace, key, cancellationToken) is not null)
        {
            if (time.GetElapsedTime(started) > Patience)
            {
                throw new TimeoutException($"The namespace {key.Name} is still being emptied.");
            }

            await Task.Delay(LookEvery, time, cancellationToken);
        }
    }
}

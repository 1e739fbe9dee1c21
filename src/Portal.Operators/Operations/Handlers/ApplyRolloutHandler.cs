using System.Text.Json.Nodes;
using Portal.Domain.Operations;
using Portal.Domain.Rollouts;
using Portal.Infrastructure.Tenancy;
using Portal.Operators.Kubernetes;
using Portal.Operators.Rollouts;
using Portal.Operators.Rollouts.Documents;
using Portal.Operators.Tenancy;

namespace Portal.Operators.Operations.Handlers;

/// <summary>Install and upgrade: writes what is wanted; the reconciler makes it so.</summary>
internal sealed class ApplyRolloutHandler(RolloutFactsReader reader, TenantDirectory tenants, TenantNamespace namespaces, IKubernetesClient client, RolloutEnding ending)
    : IOperationHandler
{
    public string Kind => OperationKind.ApplyRollout;

    public async Task ExecuteAsync(OperationWork work, CancellationToken cancellationToken)
    {
        var facts = await reader.ReadAsync(work, cancellationToken);
        if (facts.IsOver)
        {
            await work.TellAsync("apply", "succeeded", $"The rollout has already ended: {facts.Phase}.", cancellationToken);
            return;
        }

        var tenant = await tenants.FindAsync(work.Operation.Tenant, cancellationToken) ?? throw new OperationRefusedException("The tenant does not exist.");
        await work.ReportAsync(10, "Preparing the tenant's namespace", cancellationToken);
        await namespaces.EnsureAsync(tenant, cancellationToken);
        await work.ReportAsync(40, "Looking for the route to the plugin", cancellationToken);
        var key = PluginRolloutDocument.Key(facts);
        if (await client.FindAsync(ResourceKind.HttpRoute, key, cancellationToken) is null)
        {
            await client.CreateAsync(ResourceKind.HttpRoute, PluginRolloutDocument.Route(facts, work.Operation.CorrelationId), cancellationToken);
            await work.TellAsync("route", "succeeded", "The route to the plugin is there.", cancellationToken);
        }

        await work.ReportAsync(70, "Asking the cluster for the version", cancellationToken);
        await WriteAsync(work, facts, key, cancellationToken);
        await work.TellAsync("apply", "succeeded", $"Version {facts.ToVersion} of {facts.PluginKey} is wanted.", cancellationToken);
    }

    public Task AbandonAsync(OperationWork work, string reason, CancellationToken cancellationToken) =>
        RolloutId.TryParse(work.Operation.SubjectId, out var id)
            ? ending.FailAsync(work.Operation.Tenant, id, $"It could not be started: {reason}", cancellationToken)
            : Task.CompletedTask;

    private async Task WriteAsync(OperationWork work, RolloutFacts facts, ResourceKey key, CancellationToken cancellationToken)
    {
        var correlationId = work.Operation.CorrelationId;
        var existing = await client.FindAsync(RolloutNames.PluginRollout, key, cancellationToken);
        if (existing is null)
        {
            var resource = new JsonObject
            {
                ["apiVersion"] = RolloutNames.PluginRollout.ApiVersion,
                ["kind"] = RolloutNames.PluginRollout.Kind,
                ["metadata"] = PluginRolloutDocument.Metadata(facts, correlationId),
                ["spec"] = PluginRolloutDocument.Spec(facts),
            };
            await client.CreateAsync(RolloutNames.PluginRollout, resource, cancellationToken);
            return;
        }

        if (existing.Annotation(RolloutNames.RolloutAnnotation) == facts.Rollout.Value.ToString())
        {
            // An earlier attempt got as far as this. What people have said to the rollout since then stays.
            return;
        }

        // The spec is replaced as a whole: orders that were given to an earlier rollout end with it.
        existing["spec"] = PluginRolloutDocument.Spec(facts);
        if (SpecDocument.Read(existing).Spec is { } spec && spec.Target.Hash == existing.TextAt("status", "revision"))
        {
            // The version that went back is wanted once more. Its spec alone says nothing new, and a failed revision is not tried again
            // unless somebody asks: this is somebody asking.
            RolloutOrder.Retry(existing["spec"]!.AsObject(), new(spec.Target.Hash, work.By, work.Operation.Id.ToString(), Reason: null, Step: 0));
        }

        var metadata = existing.ObjectAt("metadata")!;
        foreach (var (part, values) in PluginRolloutDocument.Metadata(facts, correlationId).Where(member => member.Value is JsonObject))
        {
            var target = metadata.ObjectAt(part) ?? [];
            foreach (var (name, value) in values!.AsObject())
            {
                target[name] = value!.DeepClone();
            }

            metadata[part] = target.DeepClone();
        }

        await client.ReplaceAsync(RolloutNames.PluginRollout, existing, cancellationToken);
    }
}

using System.Text.Json.Nodes;
using Portal.Operators.Kubernetes;
using Portal.Operators.Rollouts;
using Portal.Operators.Rollouts.Documents;

namespace Portal.Operators.Operations.Handlers;

/// <summary>What a person says to a running rollout, written into its spec for exactly the revision that it was said about.</summary>
internal sealed class RolloutOrderHandler(string kind, Action<JsonObject, RolloutOrder> write, RolloutFactsReader reader, IKubernetesClient client) : IOperationHandler
{
    public string Kind => kind;

    public async Task ExecuteAsync(OperationWork work, CancellationToken cancellationToken)
    {
        var facts = await reader.ReadAsync(work, cancellationToken);
        var key = PluginRolloutDocument.Key(facts);
        var resource = await client.FindAsync(RolloutNames.PluginRollout, key, cancellationToken);
        if (resource is null || resource.Annotation(RolloutNames.RolloutAnnotation) != facts.Rollout.Value.ToString())
        {
            if (facts.IsOver)
            {
                await work.TellAsync("order", "succeeded", $"The rollout has already ended: {facts.Phase}.", cancellationToken);
                return;
            }

            // Asked for before the rollout has been written: its turn comes.
            throw new InvalidOperationException("The rollout has not reached the cluster yet.");
        }

        var spec = SpecDocument.Read(resource).Spec ?? throw new OperationRefusedException("The rollout's spec is invalid.");
        var order = new RolloutOrder(
            spec.Target.Hash, work.By, work.Operation.Id.ToString(), work.Payload.TextAt("reason"), (int)(work.Payload.WholeAt("step") ?? facts.StepIndex))
        {
            Group = work.Payload.TextAt("group"),
        };
        write(resource["spec"]!.AsObject(), order);
        await client.ReplaceAsync(RolloutNames.PluginRollout, resource, cancellationToken);
        await work.TellAsync("order", "succeeded", $"Told the rollout of {facts.PluginKey}.", cancellationToken);
    }
}

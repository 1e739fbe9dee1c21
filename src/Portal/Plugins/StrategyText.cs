using System.Text.Json.Nodes;
using Portal.Domain;
using Portal.Domain.Rollouts;

namespace Portal.Plugins;

/// <summary>Reads the strategy of a request, with the faults as fields of that request.</summary>
internal static class StrategyText
{
    public static Result<RolloutStrategy> Read(JsonObject? document)
    {
        var reading = StrategyDocument.Read(document);
        return reading.IsValid
            ? Result<RolloutStrategy>.Of(reading.Strategy!)
            : new InvalidFields([.. reading.Problems.Select(p => new FieldError("/strategy" + p.Path, "", p.Message))]);
    }

    public static string Write(RolloutStrategy strategy) => StrategyDocument.Write(strategy).ToJsonString();
}

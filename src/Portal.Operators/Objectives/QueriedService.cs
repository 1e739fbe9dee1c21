using System.Text.Json.Nodes;
using Portal.Domain.Objectives;

namespace Portal.Operators.Objectives;

/// <summary>An indicator of queries, as the source of a rollout that reads the same counters.</summary>
internal static class QueriedService
{
    public static JsonObject Of(ServiceLevelObjective objective, string space)
    {
        var indicator = objective.Indicator;
        return new JsonObject
        {
            ["metadata"] = new JsonObject { ["namespace"] = space, ["name"] = objective.Name },
            ["spec"] = new JsonObject
            {
                ["analysis"] = new JsonObject
                {
                    ["source"] = new JsonObject
                    {
                        ["prometheus"] = new JsonObject
                        {
                            ["url"] = indicator.Url,
                            ["secret"] = indicator.Secret,
                            ["queries"] = new JsonObject
                            {
                                ["requests"] = indicator.Total,
                                ["errors"] = indicator.CountsBad ? indicator.Counted : $"({indicator.Total}) - ({indicator.Counted})",
                            },
                        },
                    },
                },
            },
        };
    }
}

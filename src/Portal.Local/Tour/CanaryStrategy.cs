using System.Text.Json.Nodes;

namespace Portal.Local.Tour;

/// <summary>Strategies as a client of the API writes them.</summary>
internal static class CanaryStrategy
{
    /// <summary>As long at each weight as it takes to look.</summary>
    public static JsonObject Quick => Canary("PT4S");

    /// <summary>Long enough at 10 % that only the analysis can end it.</summary>
    public static JsonObject Patient => Canary("PT60S");

    private static JsonObject Canary(string duration)
    {
        var steps = new JsonArray();
        foreach (var weight in new[] { 10, 25, 50 })
        {
            steps.Add(new JsonObject { ["setWeight"] = weight });
            steps.Add(new JsonObject { ["analyze"] = new JsonObject { ["duration"] = duration } });
        }

        steps.Add(new JsonObject { ["setWeight"] = 100 });
        return new JsonObject { ["kind"] = "canary", ["steps"] = steps };
    }
}

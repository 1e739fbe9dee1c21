using System.Globalization;
using System.Text.Json.Nodes;
using Portal.Local.Kubernetes.Objects;

namespace Portal.Local.Kubernetes.Scheduling;

/// <summary>How many pods a Deployment may have too many and may miss while it rolls.</summary>
internal sealed record RollingUpdate(int MaxSurge, int MaxUnavailable)
{
    public static RollingUpdate Of(JsonObject deployment, int replicas)
    {
        var spec = deployment.Child("spec", "strategy", "rollingUpdate");
        var surge = Resolve(spec?["maxSurge"], replicas, roundsUp: true);
        var unavailable = Resolve(spec?["maxUnavailable"], replicas, roundsUp: false);

        // Both zero could never move: the deployment controller then lets one pod be missing.
        return new RollingUpdate(surge, surge == 0 && unavailable == 0 ? 1 : unavailable);
    }

    private static int Resolve(JsonNode? value, int replicas, bool roundsUp)
    {
        if (value.Number() is { } count)
        {
            return (int)count;
        }

        var percent = int.TryParse((value.Text() ?? "25%").TrimEnd('%'), CultureInfo.InvariantCulture, out var number) ? number : 25;
        return roundsUp ? (replicas * percent + 99) / 100 : replicas * percent / 100;
    }
}

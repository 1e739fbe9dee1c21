using System.Text.Json.Nodes;
using Portal.Domain.Rollouts;
using Portal.Operators.Kubernetes;

namespace Portal.Operators.Rollouts.Traffic;

/// <summary>HTTPRoute (Gateway API v1).</summary>
internal sealed class HttpRouteShape : RouteShape
{
    public override ResourceKind Kind => ResourceKind.HttpRoute;

    public override string Rules => "rules";

    public override string Backends => "backendRefs";

    public override bool Acknowledges => true;

    public override string? Service(JsonObject backend, string @namespace) => backend.TextAt("kind") is null or "Service" ? backend.TextAt("name") : null;

    public override void Point(JsonObject backend, string service) => backend["name"] = service;

    /// <summary>A backend without a weight has weight 1 (HTTPBackendRef).</summary>
    public override long Weight(JsonObject rule, JsonObject? backend) => backend is null ? 0 : backend.WholeAt("weight") ?? 1;

    public override (bool Accepted, string? Problem) Acceptance(JsonObject route)
    {
        var generation = route.WholeAt("metadata", "generation") ?? 0;
        var conditions = route.ItemsAt("status", "parents").SelectMany(parent => parent.ItemsAt("conditions")).ToList();
        var refused = conditions.FirstOrDefault(c => c.TextAt("type") is "Accepted" or "ResolvedRefs" && c.TextAt("status") == "False");
        if (refused is not null)
        {
            return (false, refused.TextAt("message") ?? refused.TextAt("reason"));
        }

        var accepted = conditions.Where(c => c.TextAt("type") == "Accepted").ToList();
        return (accepted.Count > 0 && accepted.All(c => c.TextAt("status") == "True" && (c.WholeAt("observedGeneration") ?? 0) >= generation), null);
    }

    /// <summary>Each match of the rule, or everything where it has none.</summary>
    public override void Match(JsonObject rule, HeaderMatch header)
    {
        if (rule["matches"] is not JsonArray { Count: > 0 } matches)
        {
            rule["matches"] = matches = [new JsonObject { ["path"] = new JsonObject { ["type"] = "PathPrefix", ["value"] = "/" } }];
        }

        foreach (var match in matches.OfType<JsonObject>())
        {
            if (match["headers"] is not JsonArray headers)
            {
                match["headers"] = headers = [];
            }

            headers.Add(new JsonObject { ["type"] = "Exact", ["name"] = header.Name, ["value"] = header.Value });
        }
    }

    public override HeaderMatch? Matched(JsonObject rule) =>
        rule.ItemsAt("matches").FirstOrDefault().ItemsAt("headers").LastOrDefault() is { } header
            ? new HeaderMatch(header.TextAt("name") ?? "", header.TextAt("value") ?? "")
            : null;
}

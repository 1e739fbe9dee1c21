using System.Text.Json.Nodes;
using Portal.Domain.Rollouts;
using Portal.Operators.Kubernetes;

namespace Portal.Operators.Rollouts.Traffic;

/// <summary>VirtualService (Istio networking v1, from Istio 1.22 on); its HTTP routes only.</summary>
internal sealed class VirtualServiceShape : RouteShape
{
    public override ResourceKind Kind => ResourceKind.VirtualService;

    public override string Rules => "http";

    public override string Backends => "route";

    public override bool Acknowledges => false;

    /// <summary>Hosts may be given short, with the namespace, or in full.</summary>
    public override string? Service(JsonObject backend, string @namespace)
    {
        var host = backend.TextAt("destination", "host") ?? "";
        var dot = host.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? host
            : host[(dot + 1)..] == @namespace || host[(dot + 1)..].StartsWith($"{@namespace}.svc", StringComparison.Ordinal) ? host[..dot]
            : null;
    }

    public override void Point(JsonObject backend, string service)
    {
        var destination = backend["destination"]!;
        var host = destination.TextAt("host") ?? "";
        var dot = host.IndexOf('.', StringComparison.Ordinal);
        destination["host"] = dot < 0 ? service : service + host[dot..];
        destination.AsObject().Remove("subset"); // Subsets are those of the stable host.
    }

    /// <summary>The only destination gets everything; beside others no weight is none (HTTPRouteDestination).</summary>
    public override long Weight(JsonObject rule, JsonObject? backend) =>
        backend is null ? 0 : backend.WholeAt("weight") ?? (rule.ItemsAt("route").Count() == 1 ? 100 : 0);

    /// <summary>Istio writes a status only where that is switched on; then what it refuses counts.</summary>
    public override (bool Accepted, string? Problem) Acceptance(JsonObject route) =>
        route.ItemsAt("status", "validationMessages").FirstOrDefault(message => message.TextAt("level") == "ERROR") is { } error
            ? (false, error.TextAt("type", "name") ?? "Istio's analysis found an error in it")
            : (true, null);

    public override void Match(JsonObject rule, HeaderMatch header)
    {
        if (rule["match"] is not JsonArray { Count: > 0 } matches)
        {
            rule["match"] = matches = [new JsonObject()];
        }

        foreach (var match in matches.OfType<JsonObject>())
        {
            if (match["headers"] is not JsonObject headers)
            {
                match["headers"] = headers = [];
            }

            headers[header.Name] = new JsonObject { ["exact"] = header.Value };
        }
    }

    public override HeaderMatch? Matched(JsonObject rule) =>
        rule.ItemsAt("match").FirstOrDefault().ObjectAt("headers") is { Count: > 0 } headers && headers.Last() is var last
            ? new HeaderMatch(last.Key, last.Value.TextAt("exact") ?? "")
            : null;
}

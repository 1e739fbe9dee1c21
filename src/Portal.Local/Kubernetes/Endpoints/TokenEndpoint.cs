using System.Text.Json.Nodes;
using Portal.Local.Kubernetes.Access;
using Portal.Local.Kubernetes.Errors;
using Portal.Local.Kubernetes.Objects;

namespace Portal.Local.Kubernetes.Endpoints;

/// <summary>A token for a service account (<c>kubectl create token</c>): for ten minutes at least, for an hour if nothing else is asked.</summary>
internal sealed class TokenEndpoint(ServiceAccountTokens tokens)
{
    private const long Shortest = 600;

    public async Task HandleAsync(ApiRequest request)
    {
        if (request.Http.Request.Method != "POST")
        {
            throw ApiErrors.MethodNotAllowed();
        }

        var body = await RequestBody.ReadAsync(request.Http.Request) as JsonObject ?? [];
        var seconds = body.Number("spec", "expirationSeconds") ?? 3600;
        if (seconds < Shortest)
        {
            throw ApiErrors.Invalid(request.Type, request.Name, [FieldProblem.Invalid("spec.expirationSeconds", seconds, "may not specify a duration less than 10 minutes")]);
        }

        var (token, until) = tokens.Issue(request.Namespace, request.Name, TimeSpan.FromSeconds(seconds)) ?? throw ApiErrors.NotFound(request.Type, request.Name);
        await request.Http.Response.WriteAsync(201, new JsonObject
        {
            ["kind"] = "TokenRequest",
            ["apiVersion"] = "authentication.k8s.io/v1",
            ["metadata"] = new JsonObject { ["name"] = request.Name, ["namespace"] = request.Namespace },
            ["spec"] = new JsonObject { ["expirationSeconds"] = seconds },
            ["status"] = new JsonObject { ["token"] = token, ["expirationTimestamp"] = ObjectWriting.Stamp(until) },
        });
    }
}

using Microsoft.AspNetCore.Http;
using Portal.Local.Kubernetes.Errors;
using Portal.Local.Kubernetes.Registry;
using Portal.Local.Kubernetes.Resources;

namespace Portal.Local.Kubernetes.Endpoints;

/// <summary>A request for a served resource.</summary>
/// <param name="Require">Fails unless another verb than the request's own is allowed as well.</param>
internal sealed record ApiRequest(HttpContext Http, RequestPath Path, ResourceType Type, Action<string> Require)
{
    public string Namespace => Path.Namespace ?? "";

    public string Name => Path.Name ?? throw ApiErrors.MethodNotAllowed();

    public bool WantsTable => Accept.Contains("as=Table", StringComparison.Ordinal);

    public string IncludeObject => Query("includeObject") ?? "Metadata";

    public string Accept => Http.Request.Headers.Accept.ToString();

    public WriteOptions Options => new()
    {
        DryRun = DryRun(),
        FieldManager = Query("fieldManager") ?? (Http.Request.Headers.UserAgent.ToString().Split('/')[0] is { Length: > 0 } agent ? agent : "unknown"),
        Force = IsSet("force"),
        Strict = Query("fieldValidation") == "Strict",
    };

    public string? Query(string name) => Http.Request.Query.TryGetValue(name, out var value) && value.ToString() is { Length: > 0 } text ? text : null;

    public bool IsSet(string name) => Query(name) is "true" or "1" or "True";

    public long? Number(string name)
    {
        if (Query(name) is not { } text)
        {
            return null;
        }

        return long.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var number) && number >= 0
            ? number
            : throw ApiErrors.BadRequest($"invalid value for {name}: \"{text}\"");
    }

    private bool DryRun() => Query("dryRun") switch
    {
        null => false,
        "All" => true,
        var other => throw ApiErrors.BadRequest($"dryRun: Unsupported value: \"{other}\": supported values: \"All\""),
    };
}

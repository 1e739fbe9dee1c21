using System.Text.Json.Nodes;
using Portal.Local.Kubernetes.Access;
using Portal.Local.Kubernetes.Resources;

namespace Portal.Local.Kubernetes.Errors;

/// <summary>The failures of the API in the words of the real one: clients match on reason and code, people on the message.</summary>
internal static class ApiErrors
{
    public static ApiException NotFound(ResourceType type, string name) =>
        new(404, "NotFound", $"{Qualified(type)} \"{name}\" not found", Details(type, name));

    public static ApiException NoSuchPath() =>
        new(404, "NotFound", "the server could not find the requested resource", []);

    public static ApiException AlreadyExists(ResourceType type, string name) =>
        new(409, "AlreadyExists", $"{Qualified(type)} \"{name}\" already exists", Details(type, name));

    public static ApiException Modified(ResourceType type, string name) =>
        Conflict(type, name, "the object has been modified; please apply your changes to the latest version and try again");

    public static ApiException Conflict(ResourceType type, string name, string why) =>
        new(409, "Conflict", $"Operation cannot be fulfilled on {Qualified(type)} \"{name}\": {why}", Details(type, name));

    public static ApiException ApplyConflict(string message, JsonArray causes) =>
        new(409, "Conflict", message, new JsonObject { ["causes"] = causes });

    public static ApiException Forbidden(ResourceType type, string name, string why) =>
        new(403, "Forbidden", $"{Qualified(type)} \"{name}\" is forbidden: {why}", Details(type, name));

    /// <summary>No role allows it.</summary>
    public static ApiException Denied(RequestUser user, RequestAttributes wanted)
    {
        var resource = wanted.Group.Length == 0 ? wanted.Resource : $"{wanted.Resource}.{wanted.Group}";
        var what = wanted.Name is null ? resource : $"{resource} \"{wanted.Name}\"";
        var where = string.IsNullOrEmpty(wanted.Namespace) ? "at the cluster scope" : $"in the namespace \"{wanted.Namespace}\"";
        var details = new JsonObject { ["kind"] = wanted.Resource };
        if (wanted.Name is not null)
        {
            details["name"] = wanted.Name;
        }

        if (wanted.Group.Length > 0)
        {
            details["group"] = wanted.Group;
        }

        return new ApiException(
            403, "Forbidden", $"{what} is forbidden: User \"{user.Name}\" cannot {wanted.Verb} resource \"{wanted.FullResource}\" in API group \"{wanted.Group}\" {where}", details);
    }

    public static ApiException BadRequest(string message) => new(400, "BadRequest", message);

    public static ApiException Unauthorized() => new(401, "Unauthorized", "Unauthorized");

    public static ApiException MethodNotAllowed() =>
        new(405, "MethodNotAllowed", "the server does not allow this method on the requested resource", []);

    public static ApiException TooLarge() => new(413, "RequestEntityTooLarge", "Request entity too large: limit is 3145728");

    public static ApiException UnsupportedMediaType(string accepted) =>
        new(415, "UnsupportedMediaType", $"the body of the request was in an unknown format - accepted media types include: {accepted}");

    public static ApiException Expired(long wanted, long oldest) =>
        new(410, "Expired", $"too old resource version: {wanted} ({oldest})");

    public static ApiException ContinueExpired() =>
        new(410, "Expired", "The provided continue parameter is too old to display a consistent list result. You must start a new list without the continue parameter.");

    public static ApiException TooNew(long wanted, long current) => new(
        504,
        "Timeout",
        $"Too large resource version: {wanted}, current: {current}",
        new JsonObject { ["retryAfterSeconds"] = 1, ["causes"] = new JsonArray(new JsonObject { ["reason"] = "ResourceVersionTooLarge", ["message"] = "Too large resource version" }) });

    public static ApiException Unavailable(string message) => new(503, "ServiceUnavailable", message);

    /// <summary>One or more fields are wrong; each cause names its field.</summary>
    public static ApiException Invalid(ResourceType type, string name, IReadOnlyList<FieldProblem> problems)
    {
        var details = Details(type, name);
        details["kind"] = type.Kind;
        details["causes"] = new JsonArray([.. problems.Select(problem => problem.ToCause())]);
        var text = problems.Count == 1 ? problems[0].ToString() : $"[{string.Join(", ", problems)}]";
        return new ApiException(422, "Invalid", $"{QualifiedKind(type)} \"{name}\" is invalid: {text}", details);
    }

    public static ApiException InvalidOptions(FieldProblem problem) => new(
        422,
        "Invalid",
        $"ListOptions.meta.k8s.io \"\" is invalid: {problem}",
        new JsonObject { ["group"] = "meta.k8s.io", ["kind"] = "ListOptions", ["causes"] = new JsonArray(problem.ToCause()) });

    private static string Qualified(ResourceType type) => type.Group.Length == 0 ? type.Plural : $"{type.Plural}.{type.Group}";

    private static string QualifiedKind(ResourceType type) => type.Group.Length == 0 ? type.Kind : $"{type.Kind}.{type.Group}";

    private static JsonObject Details(ResourceType type, string name)
    {
        var details = new JsonObject { ["name"] = name };
        if (type.Group.Length > 0)
        {
            details["group"] = type.Group;
        }

        details["kind"] = type.Plural;
        return details;
    }
}

using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Portal.Domain.Rollouts;
using Portal.Operators.Kubernetes;

namespace Portal.Operators.Rollouts.Documents;

/// <summary>One block of a spec while it is read: what is wrong with a member is said at its path.</summary>
internal sealed class SourceReading(JsonObject body, string path, List<StrategyProblem> problems)
{
    public string? Text(string name) => body.TextAt(name);

    public string Required(string name) => body.TextAt(name) is { Length: > 0 } text ? text : Refuse(name, "is missing", "");

    public IReadOnlyList<string> Texts(string name) => body[name] is JsonArray items ? [.. items.Select(item => item?.ToString() ?? "")] : [];

    public SourceReading? Child(string name) => body.ObjectAt(name) is { } child ? new SourceReading(child, $"{path}/{name}", problems) : null;

    public int? Whole(string name, int least, int most) =>
        body[name] is null ? null : body.WholeAt(name) is { } number && number >= least && number <= most ? (int)number : Refuse<int?>(name, $"must be from {least} to {most}", null);

    public TimeSpan Duration(string name, TimeSpan otherwise) => body[name] is null
        ? otherwise
        : DurationText.TryParse(body.TextAt(name), out var duration) && duration > TimeSpan.Zero ? duration : Refuse(name, "must be an ISO 8601 duration above zero, such as PT30S", otherwise);

    public Uri Url(string name, string? otherwise = null) => Uri.TryCreate(body.TextAt(name) ?? otherwise, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.UserInfo.Length == 0 && url.Query.Length == 0
        ? url
        : Refuse(name, "must be an http or https address without user, password and query", new Uri("http://invalid."));

    [return: NotNullIfNotNull(nameof(otherwise))]
    public T? Refuse<T>(string name, string message, T? otherwise)
    {
        problems.Add(new StrategyProblem($"{path}/{name}", message));
        return otherwise;
    }
}

using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace Portal.Local.Stripe;

/// <summary>A form body as the tree it means: <c>line_items[0][price_data][currency]=eur</c>. Numbered keys stay keys.</summary>
internal sealed partial class StripeForm
{
    private readonly JsonObject _root = [];

    private StripeForm()
    {
    }

    public static StripeForm Read(IEnumerable<KeyValuePair<string, Microsoft.Extensions.Primitives.StringValues>> form)
    {
        var tree = new StripeForm();
        foreach (var (name, values) in form)
        {
            var keys = Key.Matches(name).Select(match => match.Groups["k"].Value).ToArray();
            if (keys.Length is 0 or > 8)
            {
                throw new StripeRefusal(StripeError.Unknown(name));
            }

            foreach (var (index, value) in values.Index())
            {
                // expand[]=a&expand[]=b
                tree.Set([.. keys.Select(key => key.Length == 0 ? $"{index}" : key)], value ?? "");
            }
        }

        return tree;
    }

    public static async Task<StripeForm> ReadAsync(HttpRequest request, CancellationToken cancellationToken) =>
        Read(request.HasFormContentType ? await request.ReadFormAsync(cancellationToken) : request.Query);

    /// <summary>The text at a path of keys, null when absent.</summary>
    public string? Text(params ReadOnlySpan<string> path)
    {
        JsonNode? node = _root;
        foreach (var key in path)
        {
            node = (node as JsonObject)?[key];
        }

        return (node as JsonValue)?.GetValue<string>();
    }

    /// <exception cref="StripeRefusal">It is absent.</exception>
    public string Required(params ReadOnlySpan<string> path) => Text(path) ?? throw new StripeRefusal(StripeError.Missing(Name(path)));

    /// <exception cref="StripeRefusal">It is absent or not a whole number.</exception>
    public long Whole(params ReadOnlySpan<string> path) => long.TryParse(Required(path), System.Globalization.CultureInfo.InvariantCulture, out var number)
        ? number
        : throw new StripeRefusal(new(400, "invalid_request_error", "parameter_invalid_integer", $"Invalid integer: {Text(path)}", Name(path)));

    public JsonObject Map(params ReadOnlySpan<string> path)
    {
        JsonNode? node = _root;
        foreach (var key in path)
        {
            node = (node as JsonObject)?[key];
        }

        return (JsonObject?)(node as JsonObject)?.DeepClone() ?? [];
    }

    /// <exception cref="StripeRefusal">A top-level parameter is not among those.</exception>
    public void Allow(params string[] known)
    {
        var unknown = _root.Select(item => item.Key).FirstOrDefault(key => !known.Contains(key, StringComparer.Ordinal));
        if (unknown is not null)
        {
            throw new StripeRefusal(StripeError.Unknown(unknown));
        }
    }

    private static string Name(ReadOnlySpan<string> path) => path.Length == 0 ? "" : path[0] + string.Concat(path[1..].ToArray().Select(key => $"[{key}]"));

    private void Set(string[] keys, string value)
    {
        var node = _root;
        foreach (var key in keys[..^1])
        {
            if (node[key] is not JsonObject child)
            {
                child = [];
                node[key] = child;
            }

            node = child;
        }

        node[keys[^1]] = value;
    }

    [GeneratedRegex(@"(?:^|\[)(?<k>[A-Za-z0-9_.-]*)(?:\]|(?=\[)|$)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Key { get; }
}

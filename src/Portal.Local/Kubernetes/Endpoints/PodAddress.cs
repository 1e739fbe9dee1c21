using System.Globalization;

namespace Portal.Local.Kubernetes.Endpoints;

/// <summary>The name part of a proxy request: <c>[SCHEME:]NAME[:PORT]</c>.</summary>
internal sealed record PodAddress(string Name, int? Port)
{
    public static PodAddress Parse(string text)
    {
        var parts = text.Split(':');
        var (name, port) = parts switch
        {
            [var only] => (only, ""),
            ["http" or "https", var second] => (second, ""),
            [var first, var second] => (first, second),
            [_, var second, var third, ..] => (second, third),
            _ => (text, ""),
        };
        return new PodAddress(name, int.TryParse(port, CultureInfo.InvariantCulture, out var number) ? number : null);
    }
}

using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Portal.Local.Kubernetes.Cel;

namespace Portal.Local.Kubernetes.CustomResources;

/// <summary>The <c>format</c> of a text, of those that an API server looks at.</summary>
internal static partial class SchemaFormats
{
    public static bool Fits(string format, string text) => format switch
    {
        "date-time" => text.Length > 10 && CelTime.TryTimestamp(text) is not null,
        "date" => text.Length == 10 && CelTime.TryTimestamp(text) is not null,
        "duration" => CelTime.TryDuration(text) is not null,
        "byte" => Convert.TryFromBase64String(text, new byte[text.Length], out _),
        "uuid" => Guid.TryParseExact(text, "D", out _),
        "ipv4" => IPAddress.TryParse(text, out var four) && four.AddressFamily == AddressFamily.InterNetwork,
        "ipv6" => IPAddress.TryParse(text, out var six) && six.AddressFamily == AddressFamily.InterNetworkV6,
        "hostname" => text.Length <= 255 && Host().IsMatch(text),
        "uri" => Uri.TryCreate(text, UriKind.Absolute, out _),
        _ => true,
    };

    [GeneratedRegex(@"^[A-Za-z0-9]([-A-Za-z0-9]{0,61}[A-Za-z0-9])?(\.[A-Za-z0-9]([-A-Za-z0-9]{0,61}[A-Za-z0-9])?)*$", RegexOptions.ExplicitCapture)]
    private static partial Regex Host();
}

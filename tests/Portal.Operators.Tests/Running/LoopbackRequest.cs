using System.Text;

namespace Portal.Operators.Tests.Running;

/// <summary>What a server of a test was asked.</summary>
internal sealed record LoopbackRequest(string Method, string Target, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public string Text => Encoding.UTF8.GetString(Body);
}

using System.Net;
using System.Text;

namespace Portal.Operators.Tests.Running;

/// <summary>What an API server answers to a request that it refuses.</summary>
internal static class Refusal
{
    public static HttpResponseMessage Of(HttpStatusCode status, string reason, string message = "injected") => new(status)
    {
        Content = new StringContent(
            $$"""{"kind":"Status","apiVersion":"v1","status":"Failure","reason":"{{reason}}","message":"{{message}}","code":{{(int)status}}}""", Encoding.UTF8, "application/json"),
    };
}

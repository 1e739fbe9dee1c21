using System.Net;

namespace Portal.Operators.Kubernetes;

/// <summary>The API server's refusal, with its own reason and words.</summary>
internal sealed class KubernetesException(HttpStatusCode status, string reason, string message) : Exception(message)
{
    public HttpStatusCode Status => status;

    public string Reason => reason;

    public bool IsNotFound => status == HttpStatusCode.NotFound;

    /// <summary>Somebody else was faster: read again and decide again.</summary>
    public bool IsConflict => status == HttpStatusCode.Conflict;

    /// <summary>The version to watch from is no longer kept: list again.</summary>
    public bool IsExpired => status == HttpStatusCode.Gone;
}

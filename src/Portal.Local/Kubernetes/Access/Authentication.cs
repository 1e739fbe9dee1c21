using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Portal.Local.Kubernetes.Errors;

namespace Portal.Local.Kubernetes.Access;

/// <summary>Who a request comes from: the administrator by the cluster's token, as bearer or as basic credentials, a service account by its own, or whom a
/// client certificate names.</summary>
internal sealed class Authentication(string token, ServiceAccountTokens accounts, ClientCertificates certificates)
{
    private readonly byte[] _bearer = Encoding.UTF8.GetBytes("Bearer " + token);
    private readonly byte[] _basic = Encoding.UTF8.GetBytes("Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{KubeconfigFile.Name}:{token}")));

    public RequestUser Require(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        var sent = Encoding.UTF8.GetBytes(header);
        if (CryptographicOperations.FixedTimeEquals(_bearer, sent) || CryptographicOperations.FixedTimeEquals(_basic, sent))
        {
            return RequestUser.Administrator;
        }

        if (header.Length == 0 && certificates.Find(request.HttpContext.Connection.ClientCertificate) is { } user)
        {
            return user;
        }

        return (header.StartsWith("Bearer ", StringComparison.Ordinal) ? accounts.Find(header["Bearer ".Length..]) : null) ?? throw ApiErrors.Unauthorized();
    }
}

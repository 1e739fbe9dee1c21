using System.Net;
using Portal.Infrastructure.Tenancy.Keys.Aws;
using Portal.Infrastructure.Tenancy.Keys.Azure;
using Portal.Infrastructure.Tenancy.Keys.File;
using Portal.Infrastructure.Tenancy.Keys.Http;
using Portal.Infrastructure.Tenancy.Keys.Vault;

namespace Portal.Infrastructure.Tenancy.Keys;

/// <summary>The providers whose settings are given, and the connections that they share.</summary>
internal sealed class KeyServices : IDisposable
{
    private readonly HttpClient _client = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        UseCookies = false,
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
        MaxResponseContentBufferSize = 256 * 1024,
    };

    private readonly List<KeyService> _services = [];

    public KeyServices(KeyOptions options, TimeProvider time)
    {
        KeyService Service(string name)
        {
            _services.Add(new(name, _client, options.Http, time));
            return _services[^1];
        }

        var known = new List<IKeyEncryption>();
        if (options.File.Folder.Length > 0)
        {
            known.Add(new FileKeyEncryption(new(options.File.Folder)));
        }

        if (options.Vault.Address.Length > 0)
        {
            known.Add(new VaultKeyEncryption(Service(VaultKeyEncryption.Name), options.Vault));
        }

        if (options.Aws.Region.Length > 0)
        {
            known.Add(new AwsKeyEncryption(Service(AwsKeyEncryption.Name), options.Aws, time));
        }

        if (options.Azure.VaultUrl.Length > 0)
        {
            var service = Service(AzureKeyEncryption.Name);
            known.Add(new AzureKeyEncryption(service, new(service, options.Azure, time), options.Azure));
        }

        Providers = new(options.Provider, known);
    }

    public KeyProviders Providers { get; }

    public IReadOnlyList<KeyService> Services => _services;

    public void Dispose() => _client.Dispose();
}

using System.Security.Cryptography.X509Certificates;
using System.Text;
using YamlDotNet.RepresentationModel;

namespace Portal.Operators.Kubernetes;

/// <summary>Reads the current context of a kubeconfig file: server, authority, and a token or a client certificate.</summary>
internal static class Kubeconfig
{
    public static ClusterConnection Read(string path)
    {
        var stream = new YamlStream();
        using (var reader = new StreamReader(path))
        {
            stream.Load(reader);
        }

        if (stream.Documents.Count == 0 || stream.Documents[0].RootNode is not YamlMappingNode root)
        {
            throw new FormatException($"{path} is not a kubeconfig: it holds no mapping.");
        }

        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var context = Named(root, "contexts", Text(root, "current-context"), "context", path);
        var cluster = Named(root, "clusters", Text(context, "cluster"), "cluster", path);
        var user = Named(root, "users", Text(context, "user"), "user", path);
        if (Text(cluster, "insecure-skip-tls-verify") == "true")
        {
            throw new FormatException($"{path} skips the check of the server's certificate; give its certificate-authority instead.");
        }

        return new ClusterConnection
        {
            Server = Uri.TryCreate(Text(cluster, "server"), UriKind.Absolute, out var server)
                ? server
                : throw new FormatException($"{path} names no server address for its current context."),
            Token = Text(user, "token"),
            TokenFile = Text(user, "tokenFile") is { } file ? Path.Combine(folder, file) : null,
            ClientCertificate = Certificate(user, folder),
            Authorities = Bytes(cluster, "certificate-authority", folder) is { } ca ? Authorities(ca) : null,
            Namespace = Text(context, "namespace") ?? "default",
        };
    }

    private static X509Certificate2? Certificate(YamlMappingNode user, string folder) =>
        Bytes(user, "client-certificate", folder) is { } certificate && Bytes(user, "client-key", folder) is { } key
            ? X509Certificate2.CreateFromPem(Encoding.ASCII.GetString(certificate), Encoding.ASCII.GetString(key))
            : null;

    private static X509Certificate2Collection Authorities(byte[] pem)
    {
        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPem(Encoding.ASCII.GetString(pem));
        return authorities;
    }

    /// <summary>A field that is given as base64 (<c>name-data</c>) or as a file's path, relative to the kubeconfig.</summary>
    private static byte[]? Bytes(YamlMappingNode node, string name, string folder)
    {
        if (Text(node, $"{name}-data") is { Length: > 0 } data)
        {
            return Convert.FromBase64String(data);
        }

        return Text(node, name) is { Length: > 0 } file ? File.ReadAllBytes(Path.Combine(folder, file)) : null;
    }

    private static YamlMappingNode Named(YamlMappingNode root, string list, string? name, string item, string path)
    {
        if (name is not null && root.Children.TryGetValue(new YamlScalarNode(list), out var node) && node is YamlSequenceNode entries)
        {
            foreach (var entry in entries.OfType<YamlMappingNode>().Where(entry => Text(entry, "name") == name))
            {
                if (entry.Children.TryGetValue(new YamlScalarNode(item), out var found) && found is YamlMappingNode mapping)
                {
                    return mapping;
                }
            }
        }

        throw new FormatException($"{path} has no {item} named '{name}' in {list}.");
    }

    private static string? Text(YamlMappingNode node, string name) =>
        node.Children.TryGetValue(new YamlScalarNode(name), out var value) && value is YamlScalarNode scalar ? scalar.Value : null;
}

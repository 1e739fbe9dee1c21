using System.Security.Cryptography.X509Certificates;
using System.Text;
using YamlDotNet.RepresentationModel;

namespace Portal.Operators.Kubernetes;

/// <summary>Reads the current context of a kubeconfig file: server, authority, and a token, a client certificate or a credential plugin.</summary>
internal static class Kubeconfig
{
    /// <param name="allowUnchecked">Take a kubeconfig at its word when it skips the check of the server's certificate.</param>
    /// <exception cref="FormatException">It cannot be read or used; the message says why.</exception>
    public static ClusterConnection Read(string path, bool allowUnchecked = false) => Read([path], allowUnchecked);

    /// <summary>Several files are one, as kubectl has it: the first that names a context, a cluster or a user decides, and paths in it are relative to it.</summary>
    /// <param name="paths">Those that exist, in order.</param>
    /// <param name="allowUnchecked">Take them at their word when they skip the check of the server's certificate.</param>
    /// <exception cref="FormatException">They cannot be read or used; the message says why.</exception>
    public static ClusterConnection Read(IReadOnlyList<string> paths, bool allowUnchecked)
    {
        var files = paths.Select(KubeconfigNode.Load).ToList();
        var current = files.Select(file => file.Text("current-context")).FirstOrDefault(name => !string.IsNullOrEmpty(name));
        var context = KubeconfigNode.Named(files, "contexts", current, "context");
        var cluster = KubeconfigNode.Named(files, "clusters", context.Text("cluster"), "cluster");
        var user = KubeconfigNode.Named(files, "users", context.Text("user"), "user");
        return Read(context, cluster, user, allowUnchecked);
    }

    private static ClusterConnection Read(KubeconfigNode context, KubeconfigNode cluster, KubeconfigNode user, bool allowUnchecked)
    {
        var (path, folder) = (cluster.File, user.Folder);
        var isUnchecked = cluster.Text("insecure-skip-tls-verify") == "true";
        if (isUnchecked && !allowUnchecked)
        {
            throw new FormatException(
                $"{path} skips the check of the server's certificate; give its certificate-authority instead, or, where nobody can come between, set Operator__AllowUncheckedServer=true.");
        }

        var server = Uri.TryCreate(cluster.Text("server"), UriKind.Absolute, out var address)
            ? address
            : throw new FormatException($"{path} names no server address for its current context.");
        return new ClusterConnection
        {
            Server = server,
            Token = user.Text("token"),
            TokenFile = user.Text("tokenFile") is { } file ? Path.Combine(folder, file) : null,
            Exec = user.Child("exec") is { } exec ? Exec(exec, folder, server, user.File) : null,
            ClientCertificate = Certificate(user),
            Authorities = cluster.Bytes("certificate-authority") is { } ca ? Authorities(ca) : null,
            TlsServerName = cluster.Text("tls-server-name"),
            IsUnchecked = isUnchecked,
            Proxy = cluster.Text("proxy-url") is { Length: > 0 } proxy
                ? Uri.TryCreate(proxy, UriKind.Absolute, out var through) ? through : throw new FormatException($"{path} names a proxy-url that is no address: {proxy}")
                : null,
            Namespace = context.Text("namespace") ?? "default",
        };
    }

    private static ExecCommand Exec(KubeconfigNode exec, string folder, Uri server, string path)
    {
        var command = exec.Text("command") ?? throw new FormatException($"{path} has a credential plugin without a command.");
        var version = exec.Text("apiVersion");
        if (version is not ("client.authentication.k8s.io/v1" or "client.authentication.k8s.io/v1beta1"))
        {
            throw new FormatException($"{path} has a credential plugin of {version ?? "no apiVersion"}; client.authentication.k8s.io/v1 is known.");
        }

        if (exec.Text("interactiveMode") == "Always")
        {
            throw new FormatException($"{path} has a credential plugin that asks a person: there is none here.");
        }

        return new ExecCommand(command.Contains('/', StringComparison.Ordinal) ? Path.Combine(folder, command) : command, version)
        {
            Arguments = [.. exec.Items("args").OfType<YamlScalarNode>().Select(argument => argument.Value ?? "")],
            Environment = exec.Items("env").OfType<YamlMappingNode>().Select(entry => new KubeconfigNode(entry, path))
                .ToDictionary(entry => entry.Text("name") ?? "", entry => entry.Text("value") ?? "", StringComparer.Ordinal),
            InstallHint = exec.Text("installHint"),
            Server = exec.Text("provideClusterInfo") == "true" ? server : null,
        };
    }

    private static X509Certificate2? Certificate(KubeconfigNode user) =>
        user.Bytes("client-certificate") is { } certificate && user.Bytes("client-key") is { } key
            ? X509Certificate2.CreateFromPem(Encoding.ASCII.GetString(certificate), Encoding.ASCII.GetString(key))
            : null;

    private static X509Certificate2Collection Authorities(byte[] pem)
    {
        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPem(Encoding.ASCII.GetString(pem));
        return authorities;
    }
}

using Portal.Operators.Kubernetes;

namespace Portal.Operators.Tests.Kubernetes;

public sealed class KubeconfigTests
{
    [Fact]
    public void Read_Token_TakesTheCurrentContext()
    {
        var connection = Read(
            """
            apiVersion: v1
            kind: Config
            current-context: b
            clusters:
            - name: one
              cluster: { server: "https://one:6443" }
            - name: two
              cluster: { server: "http://127.0.0.1:8001" }
            contexts:
            - name: a
              context: { cluster: one, user: x }
            - name: b
              context: { cluster: two, user: y, namespace: tools }
            users:
            - name: x
              user: { token: wrong }
            - name: y
              user: { token: right }
            """);

        connection.Server.ShouldBe(new Uri("http://127.0.0.1:8001"));
        connection.Token.ShouldBe("right");
        connection.Namespace.ShouldBe("tools");
    }

    [Fact]
    public void Read_ContextThatDoesNotExist_SaysSo() =>
        Should.Throw<FormatException>(() => Read("current-context: gone\ncontexts: []\n")).Message.ShouldContain("no context named 'gone'");

    [Fact]
    public void Read_SeveralFiles_TakesEachNameFromTheFirstThatHasIt()
    {
        var folder = Directory.CreateTempSubdirectory("portal-kubeconfig-").FullName;
        try
        {
            var (one, two) = (Path.Combine(folder, "one"), Path.Combine(Directory.CreateDirectory(Path.Combine(folder, "below")).FullName, "two"));
            File.WriteAllText(one, "clusters: [{ name: c, cluster: { server: 'https://one' } }]\nusers: []\n");
            File.WriteAllText(
                two,
                """
                current-context: a
                clusters: [{ name: c, cluster: { server: 'https://two' } }]
                contexts: [{ name: a, context: { cluster: c, user: x, namespace: tools } }]
                users: [{ name: x, user: { tokenFile: token } }]
                """);

            var connection = Kubeconfig.Read([one, two], allowUnchecked: false);

            (connection.Server, connection.Namespace, connection.TokenFile).ShouldBe((new Uri("https://one"), "tools", Path.Combine(folder, "below", "token")));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Read_UncheckedServer_IsRefused() =>
        Should.Throw<FormatException>(() => Read(
            """
            current-context: a
            clusters: [{ name: one, cluster: { server: "https://one", insecure-skip-tls-verify: true } }]
            contexts: [{ name: a, context: { cluster: one, user: x } }]
            users: [{ name: x, user: {} }]
            """)).Message.ShouldContain("certificate-authority");

    private static ClusterConnection Read(string yaml)
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, yaml);
            return Kubeconfig.Read(file);
        }
        finally
        {
            File.Delete(file);
        }
    }
}

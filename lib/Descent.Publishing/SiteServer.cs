using System.Net;

namespace Descent.Publishing;

/// <summary>Shows a site's files to this machine, at 127.0.0.1 and nowhere else. It reads files below the site's folder, and only reads.</summary>
public sealed class SiteServer : IDisposable
{
    private const int FirstPort = 8000, LastPort = 8049;

    private static readonly Dictionary<string, string> types = new(StringComparer.OrdinalIgnoreCase)
    {
        [".html"] = "text/html; charset=utf-8",
        [".css"] = "text/css; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".json"] = "application/json",
        [".ipynb"] = "application/x-ipynb+json",
        [".svg"] = "image/svg+xml",
        [".png"] = "image/png",
        [".jpg"] = "image/jpeg",
        [".gif"] = "image/gif",
        [".webp"] = "image/webp",
        [".woff2"] = "font/woff2",
        [".txt"] = "text/plain; charset=utf-8",
    };

    private readonly HttpListener listener;
    private readonly string root;

    private SiteServer(string root, HttpListener listener, int port)
    {
        this.root = root;
        this.listener = listener;
        Address = $"http://127.0.0.1:{port}/";
    }

    /// <summary>What to open in a browser.</summary>
    public string Address { get; }

    /// <summary>Listens at the first free port from 8000 on.</summary>
    /// <exception cref="PublishingException">None is free.</exception>
    public static SiteServer Start(string folder)
    {
        for (int port = FirstPort; port <= LastPort; port++)
        {
            var listener = new HttpListener();
            listener.Prefixes.Add($"http://127.0.0.1:{port}/");
            try
            {
                listener.Start();
                return new SiteServer(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)), listener, port);
            }
            catch (HttpListenerException)
            {
                listener.Close();
            }
        }
        throw new PublishingException($"no port from {FirstPort} to {LastPort} is free");
    }

    /// <summary>Answers until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using CancellationTokenRegistration ending = cancellationToken.Register(listener.Stop);
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                HttpListenerContext request = await listener.GetContextAsync();
                _ = Task.Run(() => Answer(request), CancellationToken.None);
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => ((IDisposable)listener).Dispose();

    private void Answer(HttpListenerContext request)
    {
        using HttpListenerResponse response = request.Response;
        try
        {
            // A page elsewhere that resolves a name of its own to 127.0.0.1 gets nothing.
            bool ours = request.Request.UserHostName is { } host && new Uri($"http://{host}").Host is "127.0.0.1" or "localhost";
            response.Headers["X-Content-Type-Options"] = "nosniff";
            response.Headers["Cache-Control"] = "no-cache";
            if (request.Request.HttpMethod is not ("GET" or "HEAD"))
            {
                response.StatusCode = 405;
                return;
            }
            if (!ours || FileOf(request.Request.Url!.AbsolutePath) is not { } file)
            {
                response.StatusCode = 404;
                response.ContentType = types[".txt"];
                response.OutputStream.Write("There is no such page here."u8);
                return;
            }
            byte[] bytes = File.ReadAllBytes(file);
            response.ContentType = types.GetValueOrDefault(Path.GetExtension(file), "application/octet-stream");
            response.ContentLength64 = bytes.Length;
            if (request.Request.HttpMethod == "GET")
                response.OutputStream.Write(bytes);
        }
        catch (Exception e) when (e is IOException or HttpListenerException or UnauthorizedAccessException or UriFormatException)
        {
            // The browser went away, or the file is being replaced: it will ask again.
        }
    }

    private string? FileOf(string path)
    {
        string relative = Uri.UnescapeDataString(path).TrimStart('/');
        if (relative.Contains('\0') || relative.Contains('\\'))
            return null;
        string file = Path.GetFullPath(Path.Combine(root, relative));
        if (file != root && !file.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            return null;
        if (Directory.Exists(file))
            file = Path.Combine(file, "index.html");
        return File.Exists(file) ? file : null;
    }
}

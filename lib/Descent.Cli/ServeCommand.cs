using System.CommandLine;
using Descent.Publishing;

namespace Descent.Cli;

/// <summary><c>descent serve</c>: shows the published site on this machine.</summary>
internal sealed class ServeCommand
{
    private readonly Option<string?> output = PublishCommand.OutOption("The site's folder.");

    /// <summary>The verb, ready to be added to the command.</summary>
    public static Command Create()
    {
        var serve = new ServeCommand();
        var command = new Verb("serve", "Shows the published site on 127.0.0.1, until Ctrl+C.", """
            Only this machine can reach it. Publish again meanwhile, and reload the page.

            Examples:
              descent serve                                the site that "descent publish" made
              descent serve --out public

            Exit code: 0 when it was ended; 1 if no port is free; 2 if there is no site.

            """)
        {
            serve.output,
        };
        command.SetAction(serve.InvokeAsync);
        return command;
    }

    private async Task<int> InvokeAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        try
        {
            string folder = PublishCommand.Folder(parsed.GetValue(output));
            if (!Directory.Exists(folder))
                throw new UsageException($"there is no site in {folder}; \"descent publish\" makes one");
            using var server = SiteServer.Start(folder);
            await Console.Out.WriteLineAsync($"{server.Address}   (Ctrl+C ends it)");
            await server.RunAsync(cancellationToken);
            return ExitCode.Success;
        }
        catch (UsageException e)
        {
            await Console.Error.WriteLineAsync($"descent serve: {e.Message}");
            return ExitCode.Usage;
        }
        catch (PublishingException e)
        {
            await Console.Error.WriteLineAsync($"descent serve: {e.Message}");
            return ExitCode.Failure;
        }
    }
}

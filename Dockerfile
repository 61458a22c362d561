# docker build -t dragoman . && docker run --rm -v "$PWD:/data" dragoman read articles/
FROM node:24-slim AS build
WORKDIR /build
COPY . .
RUN npm ci && npm pack --pack-destination /

FROM node:24-slim
COPY --from=build /dragoman-*.tgz /tmp/
RUN ONNXRUNTIME_NODE_INSTALL=skip npm install -g /tmp/dragoman-*.tgz && rm /tmp/dragoman-*.tgz && mkdir /data && chown node /data
USER node
WORKDIR /data
ENTRYPOINT ["dragoman"]
